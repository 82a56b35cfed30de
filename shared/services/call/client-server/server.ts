import { type Message, micros, type NodeId } from '../../../sim/index.ts';
import type { ActionRule, Me, Role } from '../../kit/index.ts';
import { callsOf, friendsOf, groupOf } from '../groups.ts';
import { no, remember } from '../texts.ts';
import type { Sound } from '../turns.ts';
import { serverView } from './server-view.ts';
import { BUSY, FIRST_CLIENT, type Mix, type Report, SERVER, type ServerSide } from './terms.ts';

type Server = Me<ServerSide>;

/** Packets waiting on the uplink beyond this are only late sound: newer ones are dropped, and the listeners hear gaps. */
const MOST_WAITING = 400;

/** Forwards every voice to the others of its call (SFU), or mixes them (MCU). */
export const server: Role<ServerSide> = {
  init: () => ({ low: [], moved: [], muted: [], unclear: {}, mix: {}, dropped: 0, recent: [] }),
  up: ({ state }) => remember(state, 'restarted'),
  on: { media, report: passReport },
  timers: { mix: sendMixes },
  actions: {
    allot: changing('low'),
    move: changing('moved'),
    mute: {
      whyNot: ({ people }, { who }) => (who < FIRST_CLIENT || who >= people ? no('unknown-caller') : undefined),
      do(me, { who }) {
        toggle(me.state.muted, who);
        me.fact('decided', who, 0, me.state.muted.includes(who) ? 0 : 1);
        me.fact('rule-made', who, who);
        me.fact('rule-kept', who, who);
      },
    },
  },
  /** Under pressure it lowers one call after the other; with time to spare it raises them again. */
  autopilot(me) {
    const calls = callsOf(me);
    const { low } = me.state;
    if (me.uplinkLength > calls.length * BUSY) {
      const full = calls.find((call) => !low.includes(call));
      return full === undefined ? undefined : { type: 'allot', call: full };
    }
    const [lowered] = low;
    return me.uplinkLength === 0 && lowered !== undefined && me.random('relay').chance(0.1)
      ? { type: 'allot', call: lowered }
      : undefined;
  },
  view: serverView,
  picture: ({ uplinkLength }) => ({ progress: null, queue: uplinkLength }),
};

/** The same with links of its own, behind the people's machines; the relay in charge tells callers to use it. */
export const backup: Role<ServerSide> = { ...server, isInfrastructure: true };

function media(me: Server, _from: NodeId, body: Sound | Mix, message: Message): void {
  if ('sounds' in body) throw new Error('a mix came to a relay');
  if (me.state.muted.includes(body.speaker)) return me.refuse(message, 'not-allowed');
  if (me.settings.mixing) return collect(me, body);
  for (const listener of friendsOf(me, body.speaker)) {
    if (me.uplinkLength > MOST_WAITING) me.state.dropped++;
    else me.send.media(listener, body);
  }
}

/** A report goes on to the speaker. The relay in charge learns from it how the call sounds; the backup tells it of what was not clear. */
function passReport(me: Server, from: NodeId, { speaker, score }: Report, message: Message): void {
  const isClear = score >= me.settings.clear;
  const [call] = groupOf(me, speaker);
  const isBackup = from === me.people;
  const { unclear } = me.state;
  if (me.id === SERVER && call !== undefined) unclear[call] = Math.max(0, (unclear[call] ?? 0) + (isClear ? -1 : 1));
  if (isBackup) return;
  me.forward(message, speaker);
  if (me.id !== SERVER && !isClear) me.forward(message, SERVER);
}

function collect(me: Server, sound: Sound): void {
  const { mix } = me.state;
  const [call] = groupOf(me, sound.speaker) as [NodeId];
  const idle = Object.keys(mix).length === 0;
  mix[call] = [...(mix[call] ?? []), sound];
  if (idle) me.after.mix(micros(me.settings.frameTime / 2));
}

/** With mixing: what came in during one packet's time goes out as one stream to each listener. */
function sendMixes(me: Server): void {
  for (const [call, sounds] of Object.entries(me.state.mix)) {
    delete me.state.mix[call];
    for (const listener of groupOf(me, Number(call))) {
      const others = sounds.filter(({ speaker }) => speaker !== listener);
      if (others.length > 0) me.send.media(listener, { sounds: others });
    }
  }
}

/** A call's quality or its way is changed, and its members are told. */
function changing(list: 'low' | 'moved'): ActionRule<ServerSide, 'allot' | 'move'> {
  return {
    whyNot: (me, { call }) => (callsOf(me).includes(call) ? undefined : no('unknown-call')),
    do(me, { call }) {
      toggle(me.state[list], call);
      delete me.state.unclear[call];
      order(me, call);
    },
  };
}

/** Tells a call's members the quality to send in and where to. */
function order(me: Server, call: number): void {
  const { state } = me;
  const low = state.low.includes(call);
  const carrier = (state.moved.includes(call) ? me.people : SERVER) as NodeId;
  for (const member of groupOf(me, call)) {
    me.send.order(member, { low, relay: carrier });
    me.fact('decided', member, call, low ? 0 : 1);
  }
  remember(state, low ? 'lowered' : 'raised', { who: call });
}

function toggle<Item>(list: Item[], one: Item): void {
  const index = list.indexOf(one);
  if (index < 0) list.push(one);
  else list.splice(index, 1);
}

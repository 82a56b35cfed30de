import type { Action, Json, Message, Micros, Net, NodeId, Refusal, Said } from '../../../sim/index.ts';
import { callParams } from '../params.ts';
import { callBounds, frameBytes, frameTime, groupOf, note, type Sound } from '../speech.ts';
import { FIRST_CALLER, Kind, type Order, RELAY, type Report } from './wire.ts';

export const MIX_TIMER = 0;
/** Packets waiting on the uplink beyond this are only late sound: newer ones are dropped, and the listeners hear gaps. */
const MOST_WAITING = 400;

export interface RelayState {
  readonly type: 'server';
  /** Calls (by their first member) that are to send in low quality, and those that the backup relay carries. */
  readonly low: number[];
  readonly moved: number[];
  readonly muted: number[];
  /** Reports of turns that were not heard clearly, less those of turns that were, since the call's quality or way was changed. By call. */
  unclear: Record<string, number>;
  /** With mixing: the sounds that came in since the last mix, by call. */
  readonly mix: Record<string, Sound[]>;
  dropped: number;
  recent: readonly Said[];
}

export function newRelay(): RelayState {
  return { type: 'server', low: [], moved: [], muted: [], unclear: {}, mix: {}, dropped: 0, recent: [] };
}

export function relayMessage(net: Net, self: NodeId, state: RelayState, message: Message): void {
  if (message.kind === Kind.report) {
    return passReport(net, self, state, message);
  }
  const sound = message.body as unknown as Sound;
  if (state.muted.includes(sound.speaker)) return net.refuse(message, 'not-allowed');
  if (callParams(net.plan.params).mixing) return collect(net, self, state, sound);
  for (const listener of othersOf(net, sound.speaker)) forward(net, self, state, listener, sound, message);
}

/** A report goes on to the speaker. The relay in charge learns from it how the call sounds; the backup tells it of what was not clear. */
function passReport(net: Net, self: NodeId, state: RelayState, message: Message): void {
  const { speaker, score } = message.body as unknown as Report;
  const isClear = score >= callParams(net.plan.params).clear;
  const [call] = groupOf(net, speaker as NodeId, FIRST_CALLER);
  if (self === RELAY && call !== undefined) {
    state.unclear[call] = Math.max(0, (state.unclear[call] ?? 0) + (isClear ? -1 : 1));
  }
  if (message.from === net.plan.nodes) return;
  net.send(self, speaker as NodeId, Kind.report, message.bytes, message.body);
  if (self !== RELAY && !isClear) net.send(self, RELAY, Kind.report, message.bytes, message.body);
}

/** With mixing: what came in during one packet's time goes out as one stream to each listener. */
export function sendMixes(net: Net, self: NodeId, state: RelayState): void {
  for (const [call, sounds] of Object.entries(state.mix)) {
    delete state.mix[call];
    for (const listener of groupOf(net, Number(call) as NodeId, FIRST_CALLER)) {
      const others = sounds.filter(({ speaker }) => speaker !== listener);
      if (others.length === 0) continue;
      const low = others.every((sound) => sound.low);
      net.send(self, listener, Kind.media, frameBytes(net, low), { sounds: others } as unknown as Json);
    }
  }
}

export function relayAction(net: Net, self: NodeId, state: RelayState, action: Action): Refusal | undefined {
  const call = Number(action.call);
  switch (action.type) {
    case 'allot':
      if (!callsOf(net).includes(call)) return { code: 'unknown-call', said: { key: 'call.refusal.unknown-call' } };
      toggle(state.low, call);
      delete state.unclear[call];
      order(net, self, state, call);
      return undefined;
    case 'move':
      if (!callsOf(net).includes(call)) return { code: 'unknown-call', said: { key: 'call.refusal.unknown-call' } };
      toggle(state.moved, call);
      delete state.unclear[call];
      order(net, self, state, call);
      return undefined;
    case 'mute': {
      const who = Number(action.who);
      const isCaller = Number.isInteger(who) && who >= FIRST_CALLER && who < net.plan.nodes;
      if (!isCaller) return { code: 'unknown-node', said: { key: 'refusal.unknown-node' } };
      toggle(state.muted, who);
      net.fact('decided', self, who as NodeId, 0, state.muted.includes(who) ? 0 : 1);
      net.fact('rule-made', self, who as NodeId, who);
      net.fact('rule-kept', self, who as NodeId, who);
      return undefined;
    }
    default:
      return { code: 'wrong-role', said: { key: 'call.refusal.wrong-role' } };
  }
}

/** The calls by their first member. */
export function callsOf(net: Net): number[] {
  return callBounds(net, FIRST_CALLER).slice(0, -1);
}

/** Under pressure the autopilot lowers one call after the other, then moves some; with time to spare it raises them again. */
export function relayAutopilot(net: Net, self: NodeId, state: RelayState): Action | undefined {
  const calls = callsOf(net);
  const waiting = net.uplinkLength(self);
  if (waiting > calls.length * 8) {
    const full = calls.find((call) => !state.low.includes(call));
    return full === undefined ? undefined : { type: 'allot', call: full };
  }
  const [lowered] = state.low;
  return waiting === 0 && lowered !== undefined && net.random('relay', self).chance(0.1)
    ? { type: 'allot', call: lowered }
    : undefined;
}

function othersOf(net: Net, speaker: number): NodeId[] {
  return groupOf(net, speaker as NodeId, FIRST_CALLER).filter((member) => member !== speaker);
}

function forward(net: Net, self: NodeId, state: RelayState, to: NodeId, sound: Sound, message: Message): void {
  if (net.uplinkLength(self) > MOST_WAITING) {
    state.dropped++;
    return;
  }
  net.send(self, to, Kind.media, message.bytes, sound as unknown as Json);
}

function collect(net: Net, self: NodeId, state: RelayState, sound: Sound): void {
  const call = groupOf(net, sound.speaker as NodeId, FIRST_CALLER)[0] as NodeId;
  const idle = Object.keys(state.mix).length === 0;
  const sounds = state.mix[call] ?? [];
  state.mix[call] = [...sounds, sound];
  if (idle) net.after(self, Math.round(frameTime(net) / 2) as Micros, MIX_TIMER);
}

/** Tells a call's members the quality to send in and where to. */
function order(net: Net, self: NodeId, state: RelayState, call: number): void {
  const { controlBytes } = callParams(net.plan.params);
  const relay = state.moved.includes(call) ? net.plan.nodes : RELAY;
  const body: Order = { low: state.low.includes(call), relay };
  for (const member of groupOf(net, call as NodeId, FIRST_CALLER)) {
    net.send(self, member, Kind.order, controlBytes, body as unknown as Json);
    net.fact('decided', self, member, call, body.low ? 0 : 1);
  }
  note(state, body.low ? 'lowered' : 'raised', { who: call });
}

function toggle(list: number[], one: number): void {
  const index = list.indexOf(one);
  if (index < 0) list.push(one);
  else list.splice(index, 1);
}

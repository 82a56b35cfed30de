import type { Me, Role } from '../../kit/index.ts';
import { friendsOf } from '../groups.ts';
import { hear, scoreOf, turnKey, untilPlayed } from '../quality.ts';
import { no, remember } from '../texts.ts';
import {
  beginTurn,
  nextSound,
  nextTopicIn,
  noTurns,
  progressOf,
  reportsWait,
  resume,
  type Sound,
  settleTurn,
  takeReport,
  thinkOf,
  whyNotSpeak,
} from '../turns.ts';
import { clientView } from './client-view.ts';
import { type ClientSide, SERVER } from './terms.ts';

type Client = Me<ClientSide>;

/** Sends one stream to the relay, and reports on what it hears from there. */
export const client: Role<ClientSide> = {
  init: () => ({
    turns: noTurns(),
    heardTurns: {},
    order: { low: false, relay: SERVER },
    low: false,
    silent: 0,
    recent: [],
  }),
  start: begin,
  up: begin,
  on: {
    media(me, _from, body) {
      for (const sound of 'sounds' in body ? body.sounds : [body]) listen(me, sound);
    },
    report: ({ state }, _from, { topic, listener, score }) => takeReport(state.turns, topic, listener, score),
    order({ state }, _from, order) {
      state.order = order;
      remember(state, order.low ? 'ordered-low' : 'ordered-full');
    },
  },
  timers: {
    topic(me) {
      if (thinkOf(me)) me.after.topic(nextTopicIn(me));
    },
    frame: sendFrame,
    played: sendReport,
    settle,
  },
  actions: {
    speak: {
      whyNot: whyNotSpeak,
      do(me) {
        beginTurn(me.state.turns);
        sendFrame(me);
      },
    },
    lower: setLow(true),
    raise: setLow(false),
  },
  autopilot: (me) => me.may('speak', {}),
  view: clientView,
  picture: (me) => ({ progress: progressOf(me), queue: me.state.turns.open.length }),
};

function begin(me: Client): void {
  resume(me.state.turns);
  me.after.topic(nextTopicIn(me));
}

function setLow(low: boolean): NonNullable<Role<ClientSide>['actions']['lower']> {
  return {
    whyNot: ({ state }) => (state.low === low ? no('already') : undefined),
    do({ state }) {
      state.low = low;
    },
  };
}

function listen(me: Client, sound: Sound): void {
  if (hear(me, sound)) me.after.played(untilPlayed(me, sound), turnKey(me.settings, sound));
}

function sendFrame(me: Client): void {
  const sound = nextSound(me, me.state.low || me.state.order.low);
  if (typeof sound === 'number') {
    me.after.settle(reportsWait(me.settings), sound);
    return;
  }
  me.send.media(me.state.order.relay, sound);
  me.after.frame(me.settings.frameTime);
}

function sendReport(me: Client, turn: string): void {
  const scored = scoreOf(me, turn);
  if (scored === undefined) return;
  const { speaker, topic } = scored.heard;
  me.send.report(me.state.order.relay, { speaker, topic, score: scored.score, listener: me.id });
}

function settle(me: Client, topic: number): void {
  const { state } = me;
  const { clear, unclear, silent } = settleTurn(me, topic);
  const { length: listeners } = friendsOf(me, me.id);
  const nobody = silent.length === listeners && listeners > 0;
  state.silent = nobody ? state.silent + 1 : 0;
  if (clear) remember(state, 'clear');
  else remember(state, nobody ? 'nobody-heard' : 'not-clear', { who: unclear[0] ?? 0 });
}

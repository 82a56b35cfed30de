import type { Message, NodeId } from '../../../sim/index.ts';
import type { Me, Role } from '../../kit/index.ts';
import { friendsOf } from '../groups.ts';
import { hear, scoreOf, turnKey, untilPlayed } from '../quality.ts';
import { remember } from '../texts.ts';
import {
  beginTurn,
  nextSound,
  nextTopicIn,
  noTurns,
  progressOf,
  reportsWait,
  resume,
  settleTurn,
  takeReport,
  thinkOf,
  whyNotSpeak,
} from '../turns.ts';
import { carries, helpFriends, isAsked, quality, relay, route, takeWay } from './detours.ts';
import { firewalled } from './firewall.ts';
import { peerView } from './peer-view.ts';
import type { Envelope, PeerSide, PeerState } from './terms.ts';

type Peer = Me<PeerSide>;

/** Sound waiting on the own uplink beyond this many packets would be too late anyway. */
const MOST_WAITING = 100;

/** Sends a stream of its own to each other member of the call; friends carry for pairs that can't reach each other. */
export const peer: Role<PeerSide> = {
  init: () => ({
    turns: noTurns(),
    heardTurns: {},
    lowTo: [],
    routes: {},
    asking: {},
    asked: [],
    carries: [],
    silent: {},
    unclear: {},
    recent: [],
  }),
  start: begin,
  up: begin,
  on: {
    media: reached(
      opened((me, { content: sound }) => {
        if (hear(me, sound)) me.after.played(untilPlayed(me, sound), turnKey(me.settings, sound));
      }),
    ),
    report: reached(
      opened(({ state }, { from, content: { topic, score } }) => takeReport(state.turns, topic, from, score)),
    ),
    // Who asks again before the answer came is in the list already.
    ask: reached(({ state }, pair) => {
      if (!isAsked(state, pair)) state.asked.push(pair);
    }),
    agree: reached((me, { whom }, { from }) => takeWay(me, from, whom)),
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
    lower: quality(true),
    raise: quality(false),
    relay,
    route,
  },
  autopilot: (me) => helpFriends(me) ?? me.may('speak', {}),
  view: peerView,
  picture: (me) => ({ progress: progressOf(me), queue: me.state.turns.open.length }),
};

type Handle<Body> = (me: Peer, body: Body, message: Message) => void;

/** What a firewall holds back was sent, and comes to nothing. */
function reached<Body>(handle: Handle<Body>) {
  return (me: Peer, from: NodeId, body: Body, message: Message): void => {
    if (firewalled(me.plan.seed, me.settings.blocked, me.id, from)) me.refuse(message, 'not-allowed');
    else handle(me, body, message);
  };
}

/** Opens what is for this machine, and passes on what it agreed to carry. */
function opened<Content>(handle: Handle<Envelope<Content>>): Handle<Envelope<Content>> {
  return (me, envelope, message) => {
    if (envelope.dest === me.id) return handle(me, envelope, message);
    if (!carries(me, envelope.from, envelope.dest)) return me.refuse(message, 'not-allowed');
    if (me.uplinkLength > MOST_WAITING) return me.refuse(message, 'overloaded');
    me.forward(message, envelope.dest);
  };
}

function begin(me: Peer): void {
  resume(me.state.turns);
  me.after.topic(nextTopicIn(me));
}

/** One packet of the turn to every friend, each in the quality that the friend gets. */
function sendFrame(me: Peer): void {
  const sound = nextSound(me, false);
  if (typeof sound === 'number') {
    me.after.settle(reportsWait(me.settings), sound);
    return;
  }
  for (const friend of friendsOf(me, me.id)) {
    if (me.uplinkLength > MOST_WAITING) continue;
    const low = me.state.lowTo.includes(friend);
    me.send.media(nextHop(me.state, friend), { from: me.id, dest: friend, content: { ...sound, low } });
  }
  me.after.frame(me.settings.frameTime);
}

function sendReport(me: Peer, turn: string): void {
  const scored = scoreOf(me, turn);
  if (scored === undefined) return;
  const { speaker, topic } = scored.heard;
  const content = { topic, score: scored.score };
  me.send.report(nextHop(me.state, speaker), { from: me.id, dest: speaker, content });
}

/** Where a message for a friend goes first. */
function nextHop({ routes }: PeerState, whom: NodeId): NodeId {
  return routes[whom] ?? whom;
}

function settle(me: Peer, topic: number): void {
  const { state } = me;
  const { clear, unclear, silent } = settleTurn(me, topic);
  for (const friend of friendsOf(me, me.id)) {
    // Who was asked to carry and has not agreed within a whole turn will not: another one may be asked.
    delete state.asking[friend];
    state.silent[friend] = silent.includes(friend) ? (state.silent[friend] ?? 0) + 1 : 0;
    state.unclear[friend] = unclear.includes(friend) && !silent.includes(friend) ? (state.unclear[friend] ?? 0) + 1 : 0;
  }
  if (clear) return remember(state, 'clear');
  const [who = me.id] = silent.length > 0 ? silent : unclear;
  remember(state, silent.length > 0 ? 'friend-deaf' : 'not-clear', { who });
}

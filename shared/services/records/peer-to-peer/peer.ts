import { type Action, micros } from '../../../sim/index.ts';
import type { Me, Role, Sight } from '../../kit/index.ts';
import { beginTask, makeTask, nextTaskIn, noTasks, progressOf, putAllBack, whyNotAsk } from '../tasks.ts';
import { no, remember } from '../texts.ts';
import { forward, found, heard, notHeard, startFind, takeIn, timedOut } from './lookup.ts';
import { peerView } from './peer-view.ts';
import { keepCopies, replicate } from './replication.ts';
import { pinged, ponged, stabilise } from './stabilise.ts';
import { admit, standsRight, turnAway } from './strangers.ts';
import { pretend } from './sybil.ts';
import type { PeerSide } from './terms.ts';

type Peer = Me<PeerSide>;

/** Keeps a slice of the records and copies for its neighbours, and passes look-ups on round the ring. */
export const peer: Role<PeerSide> = {
  init: ({ id, settings: { ring, copies } }) => ({
    tasks: noTasks(),
    own: ring.contact(id),
    successors: ring.successors(id, copies + 1),
    predecessor: ring.predecessor(id),
    predecessorAt: 0,
    fingers: ring.fingers(id),
    store: {},
    inbox: [],
    unheard: [],
    pinged: false,
    strangers: [],
    names: [],
    lies: [],
    toReplicate: false,
    silent: false,
    recent: [],
  }),
  start: begin,
  up(me) {
    putAllBack(me);
    me.state.inbox.length = 0;
    me.state.unheard.length = 0;
    begin(me);
  },
  trait({ state }, trait, on) {
    if (trait !== 'disk-lost' || !on) return;
    state.store = {};
    remember(state, 'disk-lost');
  },
  on: { find: takeIn, heard, found, replica: keepCopies, ping: pinged, pong: ponged, 'hand-over': keepCopies },
  timers: {
    task(me) {
      if (makeTask(me)) me.after.task(nextTaskIn(me));
    },
    timeout: timedOut,
    forward,
    unheard: notHeard,
    stabilise,
  },
  actions: {
    ask: {
      whyNot: whyNotAsk,
      do: (me, { task }) => startFind(me, beginTask(me.state.tasks, task)),
    },
    forward: {
      whyNot: ({ state }) => (state.inbox.length === 0 ? no('nothing-waits') : undefined),
      do: (me) => forward(me),
    },
    replicate: {
      whyNot: ({ state }) => (state.toReplicate ? undefined : no('replicated-already')),
      do(me) {
        replicate(me);
        remember(me.state, 'replicated');
      },
    },
    admit,
    refuse: turnAway,
    pretend,
  },
  autopilot,
  view: peerView,
  picture: (me) => ({ progress: progressOf(me), queue: me.state.inbox.length }),
};

/** A peer that pretends to be many machines, in secret. */
export const liar: Role<PeerSide> = { ...peer, hiddenTrait: 'sybil' };

function begin(me: Peer): void {
  me.after.task(nextTaskIn(me));
  me.after.stabilise(micros(me.settings.stabilise * me.random('stabilise').unit()));
}

/** Strangers first, or the ring breaks; then what others wait for, copies, and the own tasks. */
function autopilot({ plan, settings, state }: Sight<PeerSide>): Action | undefined {
  const [stranger] = state.strangers;
  if (stranger !== undefined) {
    const welcome = !settings.checkIds || standsRight(plan, stranger);
    return { type: welcome ? 'admit' : 'refuse', who: stranger.node, place: stranger.place };
  }
  if (state.toReplicate) return { type: 'replicate' };
  const [task] = state.tasks.open;
  if (task !== undefined) return { type: 'ask', task: task.number };
  return state.inbox.length > 0 ? { type: 'forward' } : undefined;
}

import type { Me, Role, Sight } from '../../kit/index.ts';
import { draft, emptyDesk, hasDraft, nextDraftIn, progressOf, write } from '../desk.ts';
import { no, remember } from '../texts.ts';
import { nextRound, receiveInRounds, startRounds, tellAsker } from './gossip-rounds.ts';
import { peerView } from './peer-view.ts';
import { carryOn, fitting, isFull, pass, receive, taken } from './spray-and-wait.ts';
import type { PeerSide } from './terms.ts';

type Peer = Me<PeerSide>;

const MOST_COPIES = 16;

/** Carries letters for its friends: stored and passed on until somebody meets the addressee. */
export const peer: Role<PeerSide> = {
  init: ({ id, settings }) => ({
    desk: emptyDesk(),
    friends: settings.friendsOf[id] ?? [],
    carried: [],
    seals: settings.seals,
    copies: settings.copies,
    known: {},
    delivered: [],
    learned: -1,
    broughtBy: {},
    takenBy: {},
    asked: 0,
    recent: [],
  }),
  start: (me) => (carries(me) ? planDraft(me) : startRounds(me)),
  up(me) {
    if (carries(me)) planDraft(me);
  },
  trait(me, trait, on) {
    if (trait === 'disk-lost' && on) loseDisk(me);
  },
  on: {
    pass: (me, from, passed, message) => (carries(me) ? receive(me, from, passed, message) : receiveInRounds(me, from)),
    taken,
    // Who has nothing for the asker says nothing: a friend who is off doesn't either.
    ask: (me, from) => (carries(me) ? pass(me, from) : tellAsker(me, from)),
  },
  timers: {
    draft(me) {
      if (draft(me)) planDraft(me);
    },
    round: nextRound,
  },
  actions: {
    send: {
      whyNot(me, { draft: number }) {
        if (isFull(me)) return no('pocket-full');
        return hasDraft(me.state.desk, number) ? undefined : no('no-draft');
      },
      do: send,
    },
    pass: {
      whyNot(me, { whom }) {
        if (!me.state.friends.includes(whom)) return no('no-friend');
        return fitting(me, whom).length === 0 ? no('nothing-to-pass') : undefined;
      },
      do: (me, { whom }) => pass(me, whom),
    },
    copies: {
      whyNot: (_me, { copies }) =>
        copies < 1 || copies > MOST_COPIES ? no('copies', { most: MOST_COPIES }) : undefined,
      do({ state }, { copies }) {
        state.copies = copies;
      },
    },
    seal: {
      whyNot: () => undefined,
      do({ state }) {
        state.seals = !state.seals;
        remember(state, state.seals ? 'seals' : 'seals-not');
      },
    },
    drop: {
      whyNot: ({ state }, { letter }) => (indexOf(state.carried, letter) < 0 ? no('not-carried') : undefined),
      do(me, { letter: id }) {
        const [dropped] = me.state.carried.splice(indexOf(me.state.carried, id), 1);
        me.fact('dropped-copy', dropped?.letter.from, id);
      },
    },
    /** Only people ask: the autopilot waits for what comes. */
    ask: {
      whyNot(me, { whom }) {
        if (!me.state.friends.includes(whom)) return no('no-friend');
        return isFull(me) ? no('pocket-full') : undefined;
      },
      do(me, { whom }) {
        me.state.asked++;
        me.send.ask(whom);
        remember(me.state, 'asked', { who: whom });
      },
    },
  },
  autopilot: (me) => (carries(me) ? carryOn(me) : undefined),
  view: peerView,
  picture: (me) => ({ progress: progressOf(me), queue: me.state.carried.length }),
};

/** A peer that reads in secret what it carries. */
export const eavesdropper: Role<PeerSide> = { ...peer, hiddenTrait: 'eavesdropper' };

function carries({ settings }: Sight<PeerSide>): boolean {
  return settings.spread === 'carry';
}

function planDraft(me: Peer): void {
  me.after.draft(nextDraftIn(me));
}

function send(me: Peer, { draft: number }: { readonly draft: number }): void {
  const { state, settings } = me;
  const letter = write(me, number, state.seals);
  state.known[letter.id] = true;
  state.carried.push({ letter, copies: state.copies, had: [] });
  if (letter.sealed) me.fact('defence', -1, letter.id, settings.sealBytes * state.copies);
}

function indexOf(carried: readonly { readonly letter: { readonly id: number } }[], id: number): number {
  return carried.findIndex(({ letter }) => letter.id === id);
}

/** What was carried is gone here; other copies may be on their way. */
function loseDisk(me: Peer): void {
  for (const { letter } of me.state.carried.splice(0)) me.fact('dropped-copy', letter.from, letter.id);
  remember(me.state, 'disk-lost');
}

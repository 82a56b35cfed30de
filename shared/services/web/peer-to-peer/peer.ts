import type { Action, NodeId, Refusal } from '../../../sim/index.ts';
import type { Me, Role, Sight } from '../../kit/index.ts';
import { findWant, NOBODY, pageName, progressOf, type Want } from '../reading.ts';
import { pick } from '../request-queue.ts';
import { no } from '../texts.ts';
import { aboutWant, whyNotAgain } from '../tries.ts';
import { beginReading, beginTry, beginWant, deadlineCame } from '../wants.ts';
import { drop, keptCopy } from './cache.ts';
import { noAnswer } from './exchange.ts';
import { checkHash, hashLate } from './hash-check.ts';
import { MACHINE } from './machine.ts';
import { peerView } from './peer-view.ts';
import { fetchFrom, search, searchEnds } from './search.ts';
import { ORIGIN, type PeerSide } from './terms.ts';

type Peer = Me<PeerSide>;
type PeerSight = Sight<PeerSide>;
interface Asked {
  readonly want: number | null;
  readonly whom: NodeId | null;
}

/** Reads pages, and keeps what it has read for others. */
export const peer: Role<PeerSide> = {
  ...MACHINE,
  start: beginReading,
  up: beginReading,
  timers: {
    think: beginWant,
    deadline: deadlineCame,
    try: noAnswer,
    search: searchEnds,
    hash: hashLate,
  },
  actions: {
    ask: { whyNot: whyNotAsk, do: ask },
    origin: {
      whyNot: aboutWant<PeerSight>('nothing-wanted', whyNotTry),
      do: (me, { want }) => ask(me, { want, whom: ORIGIN }),
    },
    keep: {
      whyNot({ state }, { page }) {
        const copy = keptCopy(state, page);
        if (copy === undefined) return notKept(page);
        return copy.pinned ? no('already-pinned', { page: pageName(copy) }) : undefined;
      },
      do({ state }, { page }) {
        const copy = keptCopy(state, page);
        if (copy !== undefined) copy.pinned = true;
      },
    },
    evict: {
      whyNot: ({ state }, { page }) => (keptCopy(state, page) === undefined ? notKept(page) : undefined),
      do(me, { page }) {
        const copy = keptCopy(me.state, page);
        if (copy !== undefined) drop(me, copy);
      },
    },
    vouch: checkHash,
    pick,
  },
  autopilot,
  view: peerView,
  picture: (me) => ({ progress: progressOf(me), queue: me.queue.length }),
};

/** What the autopilot does: it asks the neighbours for what is wanted, and again when that failed. */
function autopilot({ state, now }: PeerSight): Action | undefined {
  const want = state.reading.wants.find(
    ({ stage, again }) => stage === 'wanted' || (stage === 'again' && now >= again),
  );
  return want && { type: 'ask', want: want.ref };
}

function whyNotAsk(me: PeerSight, { want: ref, whom }: Asked): Refusal | undefined {
  const of = aboutWant<PeerSight>('nothing-wanted', (_me, want) =>
    whom === null || whom === ORIGIN || knowsOf(me, want, whom) ? whyNotTry(me, want) : no('not-a-neighbour'),
  );
  return of(me, { want: ref });
}

/** Why a reader can't start a try for a want now, or nothing. */
function whyNotTry(me: PeerSight, want: Want): Refusal | undefined {
  return want.stage === 'wanted' ? undefined : whyNotAgain(me, want);
}

function knowsOf({ state }: PeerSight, want: Want, whom: NodeId): boolean {
  return state.neighbours.includes(whom) || want.holders.includes(whom);
}

/** All neighbours, or one who said that it has the page, or one of them who may know somebody. */
function ask(me: Peer, { want: ref, whom }: Asked): void {
  const want = findWant(me.state.reading, ref);
  if (want === undefined) return;
  if (whom === null) search(me, want, me.state.neighbours);
  else if (whom === ORIGIN || want.holders.includes(whom)) askOne(me, want, whom);
  else search(me, want, [whom]);
}

function askOne(me: Peer, want: Want, whom: NodeId): void {
  const { holders } = want;
  beginTry(me, want, NOBODY);
  want.holders = holders;
  fetchFrom(me, want, whom);
}

function notKept(page: number | null): Refusal {
  return page === null ? no('nothing-kept') : no('not-kept', { page: pageName({ page }) });
}

import type { NodeId } from '../../../sim/index.ts';
import type { Me } from '../../kit/index.ts';
import type { Letter } from '../letter.ts';
import type { PeerSide } from './terms.ts';

type Peer = Me<PeerSide>;

const WRITER = 0 as NodeId;
/** A circular letter to everybody, written at the first machine at time 0. */
const CIRCULAR: Letter = { id: 1, from: WRITER, to: -1, written: 0, sealed: false, corrupt: false, junk: false };

/** Everybody's rounds begin at the same instants; the writer knows its letter before the first. A flood needs no rounds. */
export function startRounds(me: Peer): void {
  if (me.id === WRITER) learn(me, -1);
  if (me.settings.spread !== 'flood') me.after.round(me.settings.round);
}

/** One round: push to a random other what was known before it; with push-pull, who knows nothing asks a random other. */
export function nextRound(me: Peer): void {
  const { spread, fanout, round } = me.settings;
  const { friends, learned } = me.state;
  const others = me.random('round');
  if (spread === 'fanout') {
    if (isInformed(me) && learned === currentRound(me) - 1)
      for (const other of others.sample(friends, fanout)) tell(me, other);
  } else if (isInformed(me)) tell(me, others.pick(friends));
  else if (spread === 'push-pull') me.send.ask(others.pick(friends));
  me.after.round(round);
}

/** News of the circular letter. */
export function receiveInRounds(me: Peer, from: NodeId): void {
  if (me.state.learned < 0) learn(me, from);
}

/** A question for it is answered by who knew it before this round. */
export function tellAsker(me: Peer, from: NodeId): void {
  if (isInformed(me)) tell(me, from);
}

function isInformed(me: Peer): boolean {
  return me.state.learned >= 0 && me.state.learned < currentRound(me);
}

/** The round in which `now` lies: round r lasts from r to r + 1 round times. */
function currentRound({ now, settings }: Peer): number {
  return Math.floor(now / settings.round);
}

function learn(me: Peer, from: NodeId | -1): void {
  me.state.learned = currentRound(me);
  me.fact('stored', from, CIRCULAR.id);
  if (me.settings.spread !== 'flood') return;
  for (const friend of me.state.friends) if (friend !== from) tell(me, friend);
}

function tell(me: Peer, whom: NodeId): void {
  me.send.pass(whom, { letter: CIRCULAR, copies: 0, delivered: [] });
}

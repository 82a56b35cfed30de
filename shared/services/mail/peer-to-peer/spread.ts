import type { Json, Message, Micros, Net, NodeId } from '../../../sim/index.ts';
import { seconds } from '../../../sim/index.ts';
import { type Letter, letterBytes } from '../letter.ts';
import { mailParams } from '../params.ts';
import { Kind, type PeerState, Timer } from './state.ts';

/** A circular letter to everybody, written at the first machine at time 0. */
const CIRCULAR: Letter = { id: 1, from: 0, to: -1, written: 0, sealed: false, corrupt: false, junk: false };
const WRITER = 0;

/** Everybody's rounds begin at the same instants; the writer knows its letter before the first. A flood needs no rounds. */
export function startRounds(net: Net, self: NodeId, state: PeerState): void {
  if (self === WRITER) learn(net, self, state, -1);
  if (mailParams(net.plan.params).spread !== 'flood') net.after(self, roundTime(net), Timer.round);
}

/** One round: push to a random other what was known before it; with push-pull, who knows nothing asks a random other. */
export function nextRound(net: Net, self: NodeId, state: PeerState): void {
  const { spread, fanout } = mailParams(net.plan.params);
  const round = currentRound(net);
  const informed = state.learned >= 0 && state.learned < round;
  const others = net.random('round', self);
  if (spread === 'fanout') {
    if (informed && state.learned === round - 1)
      for (const other of others.sample(state.friends, fanout)) tell(net, self, other);
  } else if (informed) tell(net, self, others.pick(state.friends));
  else if (spread === 'push-pull') {
    net.send(self, others.pick(state.friends) as NodeId, Kind.ask, mailParams(net.plan.params).controlBytes, null);
  }
  net.after(self, roundTime(net), Timer.round);
}

/** News of the circular letter, or a question for it, which is answered by who knew it before this round. */
export function receiveInRounds(net: Net, self: NodeId, state: PeerState, message: Message): void {
  if (message.kind === Kind.ask) {
    if (state.learned >= 0 && state.learned < currentRound(net)) tell(net, self, message.from);
    return;
  }
  if (state.learned < 0) learn(net, self, state, message.from);
}

/** The round in which `now` lies: round r lasts from r to r + 1 round times. */
function currentRound(net: Net): number {
  return Math.floor(net.now / roundTime(net));
}

function learn(net: Net, self: NodeId, state: PeerState, from: number): void {
  state.learned = currentRound(net);
  net.fact('stored', self, from as NodeId | -1, CIRCULAR.id);
  if (mailParams(net.plan.params).spread !== 'flood') return;
  for (const friend of state.friends) if (friend !== from) tell(net, self, friend);
}

function tell(net: Net, self: NodeId, whom: number): void {
  net.send(self, whom as NodeId, Kind.pass, letterBytes(net, CIRCULAR), CIRCULAR as unknown as Json);
}

function roundTime(net: Net): Micros {
  return seconds(mailParams(net.plan.params).round);
}

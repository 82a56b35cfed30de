import type { NodeId } from '../../../sim/index.ts';
import type { Me } from '../../kit/index.ts';
import { remember } from '../texts.ts';
import { type Context, covers, EMPTY_REGISTER, latestOnly, merge, type Register, sameDot } from './register.ts';
import type { Delta, Digest, PeerSide } from './terms.ts';

type Peer = Me<PeerSide>;

export function periodicSync(me: Peer): void {
  const { neighbours } = me.state;
  if (neighbours.length > 0) sendDigest(me, me.random('sync').pick(neighbours));
  me.after.sync(me.settings.syncEvery);
}

export function sendDigest(me: Peer, whom: NodeId): void {
  const contexts = Object.entries(me.state.cells).map(([cell, { context }]) => [cell, context] as const);
  me.send.digest(whom, Object.fromEntries(contexts));
}

export function receiveDelta(me: Peer, from: NodeId, { cell, register, number }: Delta): void {
  const { state, settings } = me;
  if (number > 0) me.send.kept(from, number);
  const before = state.cells[cell] ?? EMPTY_REGISTER;
  if (before === register) return;
  // Whoever knows all the edits has merged them already; with the last writer winning, news of lost edits may come all the same.
  if (settings.merge === 'crdt' && covers(before.context, register.context)) return;
  const after = settle(me, before, merge(before, register));
  state.cells[cell] = after;
  if (covers(before.context, after.context) && before.lost.length === after.lost.length) return;
  if (after.values.length > 1) remember(state, 'conflict', { cell, who: from });
  const rest = state.neighbours.filter((neighbour) => neighbour !== from);
  tell(me, rest, { cell, register: after, number: 0 });
}

/** With the last writer winning, an author hears here which of its own edits that cost. */
function settle(me: Peer, before: Register, merged: Register): Register {
  if (me.settings.merge === 'crdt') return merged;
  const settled = latestOnly(merged);
  const news = settled.lost.filter((dot) => dot[0] === me.id && !before.lost.some((known) => sameDot(known, dot)));
  for (const [, count] of news) me.fact('lost-write', settled.values[0]?.dot[0], count);
  return settled;
}

/** Both ways at once: what I know better goes out, what they know better is asked for. */
export function compare(me: Peer, from: NodeId, digest: Digest): void {
  const { cells } = me.state;
  const all = [...new Set([...Object.keys(digest), ...Object.keys(cells)])];
  const mine = (cell: string): Context => cells[cell]?.context ?? [];
  const theirs = (cell: string): Context => digest[cell] ?? [];
  const lacking = all.filter((cell) => !covers(mine(cell), theirs(cell))).map(Number);
  const ahead = all.filter((cell) => !covers(theirs(cell), mine(cell))).map(Number);
  markDistance(me, from, lacking.length + ahead.length > 0);
  for (const cell of ahead) tellOne(me, from, cell);
  if (lacking.length > 0) me.send.want(from, lacking);
}

/** Sends what I know of one cell; an edit of mine that nobody has confirmed asks for it along the way. */
export function tellOne(me: Peer, whom: NodeId, cell: number): void {
  const register = me.state.cells[cell];
  if (register === undefined) return;
  const unsaved = me.state.unsaved.find((edit) => edit.cell === cell);
  tell(me, [whom], { cell, register, number: unsaved?.wish.number ?? 0 });
}

export function tell(me: Peer, whom: readonly NodeId[], delta: Delta): void {
  for (const neighbour of whom) me.send.delta(neighbour, delta);
}

function markDistance(me: Peer, from: NodeId, apart: boolean): void {
  const { apartSince } = me.state;
  const since = apartSince[from] ?? -1;
  if (apart && since < 0) {
    apartSince[from] = me.now;
    me.fact('diverged', from);
  }
  if (!apart && since >= 0) {
    apartSince[from] = -1;
    me.fact('converged', from, 0, me.now - since);
  }
}

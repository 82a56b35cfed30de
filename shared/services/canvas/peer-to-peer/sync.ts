import { type Json, type Message, type Net, type NodeId, type Refusal, seconds } from '../../../sim/index.ts';
import { remember } from '../../naming.ts';
import { canvasParams } from '../params.ts';
import { saved } from '../wishes.ts';
import { type Delta, Kind, type PeerState, Timer } from './peer.ts';
import { type Context, covers, EMPTY_REGISTER, latestOnly, merge, type Register, sameDot } from './register.ts';

export function receive(net: Net, self: NodeId, state: PeerState, message: Message): void {
  state.heardFrom = message.from;
  switch (message.kind) {
    case Kind.delta:
      return receiveDelta(net, self, state, message.from, message.body as unknown as Delta);
    case Kind.kept:
      return confirm(net, self, state, Number(message.body), message.from);
    case Kind.digest:
      return compare(net, self, state, message.from, message.body as unknown as Record<string, Context>);
    default:
      for (const cell of message.body as readonly number[]) answer(net, self, state, message.from, cell);
  }
}

export function syncWith(net: Net, self: NodeId, state: PeerState, whom: number): Refusal | undefined {
  if (!state.neighbours.includes(whom))
    return { code: 'not-a-neighbour', said: { key: 'canvas.refusal.not-a-neighbour' } };
  sendDigest(net, self, state, whom as NodeId);
  return undefined;
}

export function periodicSync(net: Net, self: NodeId, state: PeerState): void {
  const { syncEvery } = canvasParams(net.plan.params);
  if (state.neighbours.length > 0)
    sendDigest(net, self, state, net.random('sync', self).pick(state.neighbours) as NodeId);
  net.after(self, seconds(syncEvery), Timer.sync);
}

function sendDigest(net: Net, self: NodeId, state: PeerState, whom: NodeId): void {
  const { controlBytes } = canvasParams(net.plan.params);
  const contexts = Object.fromEntries(Object.entries(state.cells).map(([cell, { context }]) => [cell, context]));
  net.send(self, whom, Kind.digest, controlBytes * Math.max(1, Object.keys(contexts).length), contexts);
}

function receiveDelta(net: Net, self: NodeId, state: PeerState, from: NodeId, delta: Delta): void {
  const { controlBytes, merge: rule } = canvasParams(net.plan.params);
  if (delta.number > 0) net.send(self, from, Kind.kept, controlBytes, delta.number);
  const before = state.cells[delta.cell] ?? EMPTY_REGISTER;
  if (before === delta.register) return;
  // Whoever knows all the edits has merged them already; with the last writer winning, news of lost edits may come all the same.
  if (rule === 'crdt' && covers(before.context, delta.register.context)) return;
  const after = settle(net, self, before, merge(before, delta.register));
  state.cells[delta.cell] = after;
  if (covers(before.context, after.context) && before.lost.length === after.lost.length) return;
  if (after.values.length > 1)
    remember(state, { key: 'canvas.happened.conflict', args: { cell: delta.cell, who: from } });
  const rest = state.neighbours.filter((neighbour) => neighbour !== from);
  tell(net, self, rest, { cell: delta.cell, register: after, number: 0 });
}

/** With the last writer winning, an author hears here which of its own edits that cost. */
function settle(net: Net, self: NodeId, before: Register, merged: Register): Register {
  if (canvasParams(net.plan.params).merge === 'crdt') return merged;
  const settled = latestOnly(merged);
  const news = settled.lost.filter((dot) => dot[0] === self && !before.lost.some((known) => sameDot(known, dot)));
  for (const [, count] of news) net.fact('lost-write', self, settled.values[0]?.dot[0] as NodeId, count);
  return settled;
}

function confirm(net: Net, self: NodeId, state: PeerState, number: number, keeper: NodeId): void {
  const index = state.unsaved.findIndex(({ wish }) => wish.number === number);
  const [edit] = index < 0 ? [] : state.unsaved.splice(index, 1);
  if (edit === undefined) return;
  saved(net, self, state.wishes, edit.wish, keeper);
  remember(state, { key: 'canvas.happened.kept', args: { cell: edit.cell, who: keeper } });
}

/** Both ways at once: what I know better goes out, what they know better is asked for. */
function compare(net: Net, self: NodeId, state: PeerState, from: NodeId, contexts: Record<string, Context>): void {
  const all = [...new Set([...Object.keys(contexts), ...Object.keys(state.cells)])];
  const mine = (cell: string): Context => state.cells[cell]?.context ?? [];
  const theirs = (cell: string): Context => contexts[cell] ?? [];
  const lacking = all.filter((cell) => !covers(mine(cell), theirs(cell))).map(Number);
  const ahead = all.filter((cell) => !covers(theirs(cell), mine(cell))).map(Number);
  markDistance(net, self, state, from, lacking.length + ahead.length > 0);
  for (const cell of ahead) answer(net, self, state, from, cell);
  if (lacking.length > 0) {
    net.send(self, from, Kind.want, canvasParams(net.plan.params).controlBytes * lacking.length, lacking);
  }
}

function answer(net: Net, self: NodeId, state: PeerState, whom: NodeId, cell: number): void {
  const register = state.cells[cell];
  if (register === undefined) return;
  const unsaved = state.unsaved.find((edit) => edit.cell === cell);
  tell(net, self, [whom], { cell, register, number: unsaved?.wish.number ?? 0 });
}

function markDistance(net: Net, self: NodeId, state: PeerState, from: NodeId, apart: boolean): void {
  const since = state.apartSince[from] ?? -1;
  if (apart && since < 0) {
    state.apartSince[from] = net.now;
    net.fact('diverged', self, from);
  }
  if (!apart && since >= 0) {
    state.apartSince[from] = -1;
    net.fact('converged', self, from, 0, net.now - since);
  }
}

export function tell(net: Net, self: NodeId, whom: readonly number[], delta: Delta): void {
  const { editBytes } = canvasParams(net.plan.params);
  const bytes = editBytes * Math.max(1, delta.register.values.length);
  for (const neighbour of whom) net.send(self, neighbour as NodeId, Kind.delta, bytes, delta as unknown as Json);
}

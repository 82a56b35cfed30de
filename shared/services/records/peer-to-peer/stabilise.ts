import { type Json, type Message, type Net, type NodeId, seconds } from '../../../sim/index.ts';
import { recordsParams } from '../params.ts';
import { note } from '../tasks.ts';
import { keepLying, noteLie } from './lies.ts';
import { forget, owns } from './lookup.ts';
import { type Contact, keyOf, onArc, placeOf } from './ring.ts';
import { Kind, type PeerState, Timer } from './state.ts';

/** A predecessor that has not spoken for so many checks is gone. */
const PATIENCE = 3;

/** What a machine answers to a check: who stands before it, and who behind it. */
interface Pong {
  readonly predecessor: Contact | null;
  readonly successors: readonly Contact[];
}

/** One check of the ring (Chord's stabilize and notify): is my successor there, and does somebody stand between us by now? */
export function stabilise(net: Net, self: NodeId, state: PeerState): void {
  const { stabilise: every, controlBytes } = recordsParams(net.plan.params);
  const [silent] = state.successors;
  if (state.pinged && silent !== undefined) forget(state, silent.node);
  if (state.predecessor !== null && net.now - state.predecessorAt > PATIENCE * seconds(every)) state.predecessor = null;
  const successor = nextKnown(state);
  state.pinged = successor !== undefined;
  if (successor !== undefined) {
    net.send(self, successor.node as NodeId, Kind.ping, controlBytes, { ...state.me });
  }
  keepLying(net, self, state);
  net.after(self, seconds(every), Timer.stabilise);
}

/** Whom checks go to: my successor, or without one somebody from whom to find it. */
function nextKnown({ me, successors, fingers }: PeerState): Contact | undefined {
  return [...successors, ...fingers].find(({ node }) => node !== me.node);
}

/** Somebody says that it stands before me. Who stands nearer than my predecessor is a stranger, to be let in or not. */
export function pinged(net: Net, self: NodeId, state: PeerState, message: Message): void {
  const who = message.body as unknown as Contact;
  const { controlBytes } = recordsParams(net.plan.params);
  const { predecessor } = state;
  if (predecessor !== null && predecessor.node === who.node && predecessor.place === who.place)
    state.predecessorAt = net.now;
  else if (predecessor === null || onArc(who.place, predecessor.place, state.me.place)) askIn(state, who);
  const pong: Pong = { predecessor, successors: [state.me, ...state.successors] };
  const bytes = controlBytes * (1 + state.successors.length);
  net.send(self, message.from, Kind.pong, bytes, pong as unknown as Json);
}

export function ponged(net: Net, self: NodeId, state: PeerState, { predecessor, successors }: Pong): void {
  const { copies } = recordsParams(net.plan.params);
  const [first] = successors;
  if (first === undefined) return;
  noteLie(state, self, predecessor);
  // Whoever was only lied to says nothing of what stands behind me.
  if (first.node !== nextKnown(state)?.node && state.names.some(({ node }) => node === first.node)) return;
  state.pinged = false;
  const between =
    predecessor !== null && predecessor.node !== self && onArc(predecessor.place, state.me.place, first.place);
  const list = [...(between ? [predecessor] : []), ...successors].filter(({ node }) => node !== self);
  const next = list
    .filter(({ node }, index) => list.findIndex((one) => one.node === node) === index)
    .slice(0, copies + 1);
  if (next[0]?.node !== state.successors[0]?.node) state.toReplicate = true;
  state.successors = next;
}

/** Lets a stranger stand before me: the records up to its place are its own from now on, and it gets them. */
export function admit(net: Net, self: NodeId, state: PeerState, stranger: Contact): void {
  state.predecessor = stranger;
  state.predecessorAt = net.now;
  const theirs = Object.entries(state.store).filter(([record]) => !owns(state, keyOf(net.plan, Number(record))));
  const bytes = recordsParams(net.plan.params).recordBytes * theirs.length;
  net.send(self, stranger.node as NodeId, Kind.handOver, bytes, Object.fromEntries(theirs));
  net.fact('decided', self, stranger.node as NodeId, stranger.place, 1);
  note(state, 'admitted', { who: stranger.node });
}

/** Copies of the own records for the machines behind me, which take over when I am gone. */
export function replicate(net: Net, self: NodeId, state: PeerState): void {
  const { copies, recordBytes } = recordsParams(net.plan.params);
  const own = Object.entries(state.store).filter(([record]) => owns(state, keyOf(net.plan, Number(record))));
  state.toReplicate = false;
  if (own.length === 0) return;
  for (const { node } of state.successors.slice(0, copies - 1)) {
    net.send(self, node as NodeId, Kind.replica, recordBytes * own.length, Object.fromEntries(own));
  }
  net.fact('defence', self, -1, 0, recordBytes * own.length * Math.min(copies - 1, state.successors.length));
}

/** Takes copies in; an older version never replaces a newer one. */
export function keep(
  net: Net,
  self: NodeId,
  state: PeerState,
  from: NodeId,
  copies: Readonly<Record<string, number>>,
): void {
  for (const [record, version] of Object.entries(copies)) {
    if ((state.store[record] ?? 0) >= version) continue;
    state.store[record] = version;
    net.fact('stored', self, from, Number(record), version);
  }
}

/** Does the stranger stand where its address belongs? */
export function standsRight(net: Net, stranger: Contact): boolean {
  return placeOf(net.plan, stranger.node) === stranger.place;
}

function askIn(state: PeerState, who: Contact): void {
  const known = state.strangers.some(({ node, place }) => node === who.node && place === who.place);
  if (!known) state.strangers.push(who);
}

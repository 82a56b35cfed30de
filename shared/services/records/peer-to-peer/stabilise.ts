import type { NodeId } from '../../../sim/index.ts';
import type { Me } from '../../kit/index.ts';
import { type Contact, distinct, onArc } from './ring.ts';
import { forget } from './routing.ts';
import { askIn } from './strangers.ts';
import { keepLying, noteLie } from './sybil.ts';
import type { PeerSide, PeerState, Pong } from './terms.ts';

type Peer = Me<PeerSide>;

/** A predecessor that has not spoken for so many checks is gone. */
const PATIENCE = 3;

/** One check of the ring (Chord's stabilize and notify): is my successor there, and does somebody stand between us by now? */
export function stabilise(me: Peer): void {
  const { state, settings } = me;
  const [silent] = state.successors;
  if (state.pinged && silent !== undefined) forget(state, silent.node);
  if (state.predecessor !== null && me.now - state.predecessorAt > PATIENCE * settings.stabilise) {
    state.predecessor = null;
  }
  const successor = nextKnown(state);
  state.pinged = successor !== undefined;
  if (successor !== undefined) me.send.ping(successor.node, { ...state.own });
  keepLying(me);
  me.after.stabilise(settings.stabilise);
}

/** Whom checks go to: my successor, or without one somebody from whom to find it. */
function nextKnown({ own, successors, fingers }: PeerState): Contact | undefined {
  return [...successors, ...fingers].find(({ node }) => node !== own.node);
}

/** Somebody says that it stands before me. Who stands nearer than my predecessor is a stranger, to be let in or not. */
export function pinged(me: Peer, from: NodeId, who: Contact): void {
  const { state } = me;
  const { predecessor, own, successors } = state;
  const isKnown = predecessor !== null && predecessor.node === who.node && predecessor.place === who.place;
  if (isKnown) state.predecessorAt = me.now;
  else if (predecessor === null || onArc(who.place, predecessor.place, own.place)) askIn(state, who);
  me.send.pong(from, { predecessor, successors: [own, ...successors] });
}

export function ponged(me: Peer, _from: NodeId, { predecessor, successors }: Pong): void {
  const { state } = me;
  const [first] = successors;
  if (first === undefined) return;
  noteLie(me, predecessor);
  // Whoever was only lied to says nothing of what stands behind me.
  if (first.node !== nextKnown(state)?.node && state.names.some(({ node }) => node === first.node)) return;
  state.pinged = false;
  const between =
    predecessor !== null && predecessor.node !== me.id && onArc(predecessor.place, state.own.place, first.place);
  const list = [...(between ? [predecessor] : []), ...successors].filter(({ node }) => node !== me.id);
  const next = distinct(list).slice(0, me.settings.copies + 1);
  if (next[0]?.node !== state.successors[0]?.node) state.toReplicate = true;
  state.successors = next;
}

import type { NodeId } from '../../../sim/index.ts';
import type { Me } from '../../kit/index.ts';
import { keyOf } from './ring.ts';
import { isOwner } from './routing.ts';
import type { PeerSide, Versions } from './terms.ts';

type Peer = Me<PeerSide>;

/** Copies of the own records for the machines behind me, which take over when I am gone. */
export function replicate(me: Peer): void {
  const { state, settings } = me;
  const own = Object.entries(state.store).filter(([record]) => isOwner(state, keyOf(me.plan, Number(record))));
  state.toReplicate = false;
  if (own.length === 0) return;
  sendCopies(me, Object.fromEntries(own));
  const copies = Math.min(settings.copies - 1, state.successors.length);
  me.fact('defence', -1, 0, settings.recordBytes * own.length * copies);
}

export function sendCopies(me: Peer, versions: Versions): void {
  const { state, settings } = me;
  for (const { node } of state.successors.slice(0, settings.copies - 1)) me.send.replica(node, { ...versions });
}

/** Takes copies in; an older version never replaces a newer one. */
export function keepCopies(me: Peer, from: NodeId, copies: Versions): void {
  const { store } = me.state;
  for (const [record, version] of Object.entries(copies)) {
    if ((store[record] ?? 0) >= version) continue;
    store[record] = version;
    me.fact('stored', from, Number(record), version);
  }
}

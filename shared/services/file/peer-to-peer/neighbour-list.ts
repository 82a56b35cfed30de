import type { NodeId } from '../../../sim/index.ts';
import type { Neighbour, PeerState } from './terms.ts';

/** No pieces. One list for all, since such lists are replaced and never changed. */
export const NOTHING: readonly number[] = [];

export function neighbourOf({ neighbours, ids }: PeerState, id: NodeId): Neighbour | undefined {
  const at = ids.indexOf(id);
  return at < 0 ? undefined : neighbours[at];
}

/** I have a slot at the neighbour's, or no longer. */
export function setOpen(state: PeerState, neighbour: Neighbour, open: boolean): void {
  if (neighbour.open === open) return;
  neighbour.open = open;
  enlist(state.open, neighbour.id, open);
}

/** The neighbour has a slot at mine, or no longer. */
export function setUnchoked(state: PeerState, neighbour: Neighbour, unchoked: boolean): void {
  if (neighbour.unchoked === unchoked) return;
  neighbour.unchoked = unchoked;
  enlist(state.given, neighbour.id, unchoked);
}

function enlist(ids: NodeId[], id: NodeId, on: boolean): void {
  if (on) ids.push(id);
  else ids.splice(ids.indexOf(id), 1);
}

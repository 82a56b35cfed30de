import { type Contact, distance, onArc } from './ring.ts';
import type { PeerState } from './terms.ts';

/** Do the record's place and all before it back to my predecessor belong to me? Without a predecessor I can't know better. */
export function isOwner({ predecessor, own, successors, lies }: PeerState, key: number): boolean {
  if (successors.length === 0) return true;
  if (predecessor === null) return distance(key, own.place) < distance(own.place, key);
  return onArc(key, predecessor.place, own.place) || lies.some((lie) => onArc(key, predecessor.place, lie));
}

/** To the closest machine that I know before the record's place; to my successor when it lies between us. */
export function closest({ own, successors, fingers }: PeerState, key: number): Contact | undefined {
  const [successor] = successors;
  if (successor === undefined) return undefined;
  if (onArc(key, own.place, successor.place)) return successor;
  const room = distance(own.place, key);
  const before = [...fingers, ...successors].filter(({ place }) => {
    const step = distance(own.place, place);
    return step > 0 && step < room;
  });
  return before.reduce<Contact>(
    (best, one) => (distance(own.place, one.place) > distance(own.place, best.place) ? one : best),
    successor,
  );
}

/** Takes a machine that doesn't answer off every list. */
export function forget(state: PeerState, node: Contact['node']): void {
  const others = (contact: Contact): boolean => contact.node !== node;
  const before = state.successors.length;
  state.successors = state.successors.filter(others);
  state.fingers = state.fingers.filter(others);
  if (state.predecessor?.node === node) state.predecessor = null;
  if (state.successors.length < before) state.toReplicate = true;
}

import type { NodeId } from '../../../sim/index.ts';
import type { Letter } from '../letter.ts';
import type { Boxes, ServerState } from './terms.ts';

export function boxOf({ boxes }: ServerState, whom: NodeId | -1): Letter[] {
  const box = boxes[whom] ?? [];
  boxes[whom] = box;
  return box;
}

/** Mailboxes, the fullest first. */
export function byFullness(boxes: Boxes): { readonly whom: NodeId; readonly box: readonly Letter[] }[] {
  return Object.entries(boxes)
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([whom, box]) => ({ whom: Number(whom) as NodeId, box }));
}

/** The fullest mailbox, if one is at least three quarters full. */
export function nearlyFull({ boxes }: ServerState, mailbox: number): NodeId | undefined {
  const [first] = byFullness(boxes);
  return first !== undefined && first.box.length >= mailbox * 0.75 ? first.whom : undefined;
}

export function copyOf(boxes: Boxes): Boxes {
  return Object.fromEntries(Object.entries(boxes).map(([whom, box]) => [whom, [...box]]));
}

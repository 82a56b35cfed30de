import type { Json, MessageId, Micros, NodeId } from './units.ts';

/** Where a message is on its way (rule 6). `waiting`: on the sender's uplink; `travelling`: bytes have left. */
export const Place = { waiting: 0, travelling: 1, delivered: 2, lost: 3, refused: 4, expired: 5 } as const;
export type Place = (typeof Place)[keyof typeof Place];

/** One message. `kind` indexes the protocol's `kinds`; `bytes` is its whole size on the link. */
export interface Message<Body = Json> {
  readonly id: MessageId;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly kind: number;
  readonly bytes: number;
  readonly body: Body;
  readonly sentAt: Micros;
  /** When its first byte left, -1 before. */
  departedAt: number;
  place: Place;
}

/** A message that its receiver took into its queue of work (rule 5). */
export interface Job {
  readonly message: Message;
  readonly serviceTime: Micros;
  readonly queuedAt: Micros;
  /** When a worker began, -1 before. */
  startedAt: number;
}

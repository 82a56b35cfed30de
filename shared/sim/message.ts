import type { Json, MessageId, Micros, NodeId } from './units.ts';

/**
 * Why a message or a job did not do its work: the closed list of rule 6. The words that a player reads are kept in the client's
 * catalogue under `reason.<name>`.
 */
export const REASONS = [
  'none',
  'sender-down',
  'receiver-down',
  'link-cut',
  'link-loss',
  'queue-full',
  'throttled',
  'not-allowed',
  'choked',
  'not-here',
  'timeout',
  'cancelled',
  'corrupt',
  'server-down',
  'left',
  'overloaded',
] as const;
export type Reason = (typeof REASONS)[number];

const REASON_CODES = new Map<Reason, number>(REASONS.map((reason, code) => [reason, code]));

/** A reason's number in the event log. */
export function reasonCode(reason: Reason): number {
  return REASON_CODES.get(reason) as number;
}

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

// The words of the event log and their numbers. It imports nothing: measures, which may not touch the engine, read the same tables.

/** What an entry of the event log can say. Numbers, because a class of 10,000 machines writes tens of millions of entries. */
export const LogType = {
  /** A message joined its sender's uplink. node = sender, peer = receiver, kind, value = bytes, ref = message */
  sent: 0,
  /** Its first byte left. value = time its last byte reaches the receiver's downlink, µs */
  departed: 1,
  delivered: 2,
  /** Bytes that left and never arrived. value = bytes, reason */
  lost: 3,
  /** Arrived, and the receiver said no. reason */
  refused: 4,
  /** Taken back before its first byte left. reason */
  expired: 5,
  /** A job joined a node's work. node = worker's node, peer = asker, ref = message, value = jobs in the system after it */
  queued: 6,
  started: 7,
  served: 8,
  /** A job that left without being served. reason; value = 1 when a worker had begun it */
  dropped: 9,
  /** A node went down. reason ('server-down': a fault, 'left': it went away) */
  down: 10,
  up: 11,
  /** The network was cut or healed. value = number of parts */
  cut: 12,
  /** A stress began or ended. kind = its index in the plan's list of stresses used, value = 1 or 0, peer = target or -1 */
  stress: 13,
  /** A person or the autopilot acted. peer = who (0 person, 1 autopilot), kind = verb's index, value = 1 accepted or 0 refused */
  acted: 14,
  /** What the service's protocol says happened: kind = index in FACTS */
  fact: 15,
} as const;
export type LogType = (typeof LogType)[keyof typeof LogType];

/**
 * What any service can say of itself. The measures know only these and the entries above, never a protocol's state.
 * node = where, peer = about whom (-1 nobody), ref = item, value as stated.
 */
export const FACTS = [
  /** A person's machine needs an item from now on. */
  'asked',
  /** The item is there and useful. value = µs since it was asked for; peer = who gave it. */
  'got',
  /** The need ended without the item. reason. */
  'failed',
  /** The node has all it was to get. */
  'done',
  /** The node decided about another's request. value = 1 accepted, 0 refused. */
  'decided',
  /** Corrupt content was taken for good, or found out. */
  'corrupt-accepted',
  'corrupt-rejected',
  /** Somebody read what was not theirs. */
  'exposed',
  /** A read gave an old version (value = versions behind) or the newest. */
  'read-stale',
  'read-fresh',
  /** A write was lost in a merge or a fork. */
  'lost-write',
  /** Copies part ways, and agree again (value = µs apart). */
  'diverged',
  'converged',
  /** A rule (ban, revoked badge) was made; a node keeps it from now on. ref = rule. */
  'rule-made',
  'rule-kept',
  /** The node holds a copy of the item, or no longer. */
  'stored',
  'dropped-copy',
  /** Fraud that was accepted, or found out. */
  'fraud-accepted',
  'fraud-rejected',
  /** Work done to defend (value = bytes fetched or checked again). */
  'defence',
  /** Quality that a person perceives. value = thousandths of a mean opinion score. */
  'heard',
  /** A miner found a block. ref = block, value = the block under it, peer = who found that. */
  'block-found',
] as const;
export type Fact = (typeof FACTS)[number];

const FACT_CODES = new Map<Fact, number>(FACTS.map((fact, code) => [fact, code]));

/** A fact's number in the event log. */
export function factCode(fact: Fact): number {
  return FACT_CODES.get(fact) as number;
}

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

import { REASONS, type Reason } from './message.ts';

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

/** Receives every entry in order, as plain numbers. */
export interface LogReader {
  write(
    type: LogType,
    time: number,
    node: number,
    peer: number,
    kind: number,
    value: number,
    ref: number,
    reason: number,
  ): void;
}

/** One entry, read back from a recording. `seq` counts from 0. */
export interface LogEntry {
  readonly seq: number;
  readonly type: LogType;
  readonly time: number;
  readonly node: number;
  readonly peer: number;
  readonly kind: number;
  readonly value: number;
  readonly ref: number;
  readonly reason: Reason;
}

const COLUMNS = 8;
const ROWS_PER_CHUNK = 4096;

/** Keeps the whole log in columns of numbers. */
export class Recording implements LogReader {
  readonly #chunks: Float64Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  write(
    type: LogType,
    time: number,
    node: number,
    peer: number,
    kind: number,
    value: number,
    ref: number,
    reason: number,
  ): void {
    const row = this.#length % ROWS_PER_CHUNK;
    if (row === 0) this.#chunks.push(new Float64Array(ROWS_PER_CHUNK * COLUMNS));
    const chunk = this.#chunks[this.#chunks.length - 1] as Float64Array;
    const at = row * COLUMNS;
    chunk[at] = type;
    chunk[at + 1] = time;
    chunk[at + 2] = node;
    chunk[at + 3] = peer;
    chunk[at + 4] = kind;
    chunk[at + 5] = value;
    chunk[at + 6] = ref;
    chunk[at + 7] = reason;
    this.#length++;
  }

  /** The entry with this sequence number. */
  at(seq: number): LogEntry {
    if (seq < 0 || seq >= this.#length) throw new RangeError(`log entry ${seq} of ${this.#length}`);
    const chunk = this.#chunks[Math.floor(seq / ROWS_PER_CHUNK)] as Float64Array;
    const at = (seq % ROWS_PER_CHUNK) * COLUMNS;
    const column = (offset: number): number => chunk[at + offset] as number;
    return {
      seq,
      type: column(0) as LogType,
      time: column(1),
      node: column(2),
      peer: column(3),
      kind: column(4),
      value: column(5),
      ref: column(6),
      reason: REASONS[column(7)] as Reason,
    };
  }

  /** Every entry from `from` on, in order. */
  *entries(from = 0): Generator<LogEntry> {
    for (let seq = from; seq < this.#length; seq++) yield this.at(seq);
  }

  /** Writes every entry to another reader. */
  replayTo(reader: LogReader): void {
    for (let seq = 0; seq < this.#length; seq++) {
      const chunk = this.#chunks[Math.floor(seq / ROWS_PER_CHUNK)] as Float64Array;
      const at = (seq % ROWS_PER_CHUNK) * COLUMNS;
      const [type, time, node, peer, kind, value, ref, reason] = chunk.subarray(at, at + COLUMNS);
      reader.write(
        type as LogType,
        time as number,
        node as number,
        peer as number,
        kind as number,
        value as number,
        ref as number,
        reason as number,
      );
    }
  }
}

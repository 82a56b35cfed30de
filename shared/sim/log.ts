import { type LogType, REASONS, type Reason } from './vocabulary.ts';

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

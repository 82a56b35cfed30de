import { type Counter, createCounter, type Measure, type RunFacts } from '../../shared/measures/index.ts';
import { type Fact, factCode, LogType, type Reason, reasonCode } from '../../shared/sim/index.ts';

/** A run of four machines, the first of which has the original. Kinds: request, piece, control. */
export const FACTS_OF_RUN: RunFacts = {
  people: 4,
  size: 5,
  roles: ['server', 'client', 'client', 'client', 'mirror'],
  kindUses: ['request', 'useful', 'control'],
  itemsPerNode: 2,
  end: 100e6,
};

export interface Line {
  readonly at: number;
  readonly peer?: number;
  readonly kind?: number;
  readonly value?: number;
  readonly ref?: number;
  readonly reason?: Reason;
}

/** An event log written by hand. Times in seconds. */
export class Log {
  readonly counter: Counter;
  #length: number;

  /** @param before entries that the counter has seen of the same run */
  constructor(counter: Counter = createCounter(), before = 0) {
    this.counter = counter;
    this.#length = before;
  }

  get length(): number {
    return this.#length;
  }

  fact(fact: Fact, node: number, line: Line): this {
    return this.#write(LogType.fact, node, { ...line, kind: factCode(fact) });
  }

  entry(type: keyof typeof LogType, node: number, line: Line): this {
    return this.#write(LogType[type], node, line);
  }

  measure(id: string, facts: RunFacts = FACTS_OF_RUN): Measure {
    const measure = this.counter.measures(facts).find((one) => one.id === id);
    if (measure === undefined) throw new Error(`no measure ${id}`);
    return measure;
  }

  #write(type: LogType, node: number, line: Line): this {
    const { at, peer = -1, kind = 0, value = 0, ref = 0, reason = 'none' } = line;
    const seq = this.#length++;
    this.counter.write({ seq, type, time: at * 1e6, node, peer, kind, value, ref, reason: reasonCode(reason) });
    return this;
  }
}

import type { Message } from './message.ts';
import type { Json, Micros } from './units.ts';

/** What the schedule can hold. Numbers, so that comparing and storing them is cheap; the names are in `SPEC.md`, rule 1. */
export const EventKind = {
  uplinkFree: 0,
  tailArrives: 1,
  lands: 2,
  timer: 3,
  serviceEnds: 4,
  idle: 5,
  pilot: 6,
  stressStarts: 7,
  stressEnds: 8,
  stressStep: 9,
} as const;
export type EventKind = (typeof EventKind)[keyof typeof EventKind];

/** One future event. `a`, `b` and `c` mean what the kind says; one shape for all kinds keeps the hot path monomorphic. */
export interface Scheduled {
  readonly time: Micros;
  readonly seq: number;
  readonly kind: EventKind;
  readonly node: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly message: Message | null;
  readonly arg: Json;
}

type Popped = { -readonly [field in keyof Scheduled]: Scheduled[field] };

const FIRST_SIZE = 32;
/** Time and sequence number of an event, beside each other: the keys of four children lie in 64 bytes. */
const KEYS = 2;
/** Slot's numbers: kind, node, a, b, c. */
const NUMBERS = 5;

/**
 * A 4-ary heap in the order (time, sequence number): rule 1.2. The heap moves numbers only; what an event carries stays in its slot until
 * it is popped. A run of ten thousand machines has a hundred thousand events before it, and most of its time would go into moving them.
 */
export class Schedule {
  #size = 0;
  #keys = new Float64Array(FIRST_SIZE * KEYS);
  #slots = new Int32Array(FIRST_SIZE);
  #free = new Int32Array(FIRST_SIZE);
  #freeCount = 0;
  /** Slots that were ever used. */
  #used = 0;
  #numbers = new Float64Array(FIRST_SIZE * NUMBERS);
  readonly #messages: (Message | null)[] = [];
  readonly #args: Json[] = [];
  readonly #popped: Popped = {
    time: 0 as Micros,
    seq: 0,
    kind: 0,
    node: 0,
    a: 0,
    b: 0,
    c: 0,
    message: null,
    arg: null,
  };

  get size(): number {
    return this.#size;
  }

  /** Time of the next event, or Infinity. */
  nextTime(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#keys[0] as number);
  }

  push(
    time: Micros,
    seq: number,
    kind: EventKind,
    node: number,
    a: number,
    b: number,
    c: number,
    message: Message | null,
    arg: Json,
  ): void {
    if (this.#size === this.#slots.length) this.#grow();
    const slot = this.#freeCount > 0 ? (this.#free[--this.#freeCount] as number) : this.#used++;
    const numbers = this.#numbers;
    const at = slot * NUMBERS;
    numbers[at] = kind;
    numbers[at + 1] = node;
    numbers[at + 2] = a;
    numbers[at + 3] = b;
    numbers[at + 4] = c;
    this.#messages[slot] = message;
    this.#args[slot] = arg;
    this.#rise(this.#size++, time, seq, slot);
  }

  /** The next event, or undefined. It is the same object each time: read it before the next pop. */
  pop(): Scheduled | undefined {
    if (this.#size === 0) return undefined;
    const slot = this.#slots[0] as number;
    const popped = this.#fill(this.#popped, 0);
    this.#messages[slot] = null;
    this.#args[slot] = null;
    this.#free[this.#freeCount++] = slot;
    const last = --this.#size;
    if (last > 0) {
      const keys = this.#keys;
      this.#sink(keys[last * KEYS] as number, keys[last * KEYS + 1] as number, this.#slots[last] as number);
    }
    return popped;
  }

  /** Every event, in no particular order. */
  events(): readonly Scheduled[] {
    return Array.from({ length: this.#size }, (_, at) => this.#fill({ ...this.#popped }, at));
  }

  #fill(into: Popped, at: number): Popped {
    const slot = this.#slots[at] as number;
    const numbers = this.#numbers;
    const from = slot * NUMBERS;
    into.time = this.#keys[at * KEYS] as Micros;
    into.seq = this.#keys[at * KEYS + 1] as number;
    into.kind = numbers[from] as EventKind;
    into.node = numbers[from + 1] as number;
    into.a = numbers[from + 2] as number;
    into.b = numbers[from + 3] as number;
    into.c = numbers[from + 4] as number;
    into.message = this.#messages[slot] as Message | null;
    into.arg = this.#args[slot] as Json;
    return into;
  }

  #rise(from: number, time: number, seq: number, slot: number): void {
    const keys = this.#keys;
    const slots = this.#slots;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 2;
      const above = keys[parent * KEYS] as number;
      if (above < time || (above === time && (keys[parent * KEYS + 1] as number) < seq)) break;
      keys[at * KEYS] = above;
      keys[at * KEYS + 1] = keys[parent * KEYS + 1] as number;
      slots[at] = slots[parent] as number;
      at = parent;
    }
    keys[at * KEYS] = time;
    keys[at * KEYS + 1] = seq;
    slots[at] = slot;
  }

  #sink(time: number, seq: number, slot: number): void {
    const keys = this.#keys;
    const slots = this.#slots;
    const size = this.#size;
    let at = 0;
    for (;;) {
      let least = 4 * at + 1;
      if (least >= size) break;
      const end = Math.min(least + 4, size);
      let leastTime = keys[least * KEYS] as number;
      for (let child = least + 1; child < end; child++) {
        const childTime = keys[child * KEYS] as number;
        if (childTime > leastTime) continue;
        if (childTime === leastTime && (keys[child * KEYS + 1] as number) > (keys[least * KEYS + 1] as number))
          continue;
        least = child;
        leastTime = childTime;
      }
      if (leastTime > time || (leastTime === time && (keys[least * KEYS + 1] as number) > seq)) break;
      keys[at * KEYS] = leastTime;
      keys[at * KEYS + 1] = keys[least * KEYS + 1] as number;
      slots[at] = slots[least] as number;
      at = least;
    }
    keys[at * KEYS] = time;
    keys[at * KEYS + 1] = seq;
    slots[at] = slot;
  }

  #grow(): void {
    const length = this.#slots.length * 2;
    const [keys, slots, free, numbers] = [this.#keys, this.#slots, this.#free, this.#numbers];
    this.#keys = new Float64Array(length * KEYS);
    this.#keys.set(keys);
    this.#slots = new Int32Array(length);
    this.#slots.set(slots);
    this.#free = new Int32Array(length);
    this.#free.set(free);
    this.#numbers = new Float64Array(length * NUMBERS);
    this.#numbers.set(numbers);
  }
}

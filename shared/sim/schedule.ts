import { Calendar, DAYS } from './calendar.ts';
import { Heap } from './heap.ts';
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
/** µs. Long enough that a class's events meet in one day, short enough that ten thousand machines' events of a day fit into the cache. */
const DAY = 2048;
/** A slot's numbers: time, sequence number, kind, node, a, b, c, and one for none: together 64 bytes, a line of most processors' caches. */
const NUMBERS = 8;

/**
 * Every event that is to come, in the order (time, sequence number): rule 1.2. A calendar queue (Brown, "Calendar queues", 1988): the events of
 * today are in a heap, those of the next days in a list for each day, in no order, and what is further off in a second heap. In one
 * heap the hundred thousand events of ten thousand machines would cost a wait for the memory at nearly each comparison.
 */
export class Schedule {
  #size = 0;
  #free = new Int32Array(FIRST_SIZE);
  #freeCount = 0;
  /** Slots that were ever used. */
  #used = 0;
  /** The slot before each on the same day of the calendar, or -1. */
  #before = new Int32Array(FIRST_SIZE);
  #numbers = new Float64Array(FIRST_SIZE * NUMBERS);
  /** What each slot's event carries: its message or its argument. */
  readonly #carried: (Message | Json)[] = [];
  /** Has an event whenever there is any. */
  readonly #today = new Heap();
  #day = 0;
  /** When today ends. */
  #end = 0;
  readonly #calendar = new Calendar();
  readonly #later = new Heap();
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
    return this.#today.time;
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
    const slot = this.#freeCount > 0 ? (this.#free[--this.#freeCount] as number) : this.#newSlot();
    const numbers = this.#numbers;
    const at = slot * NUMBERS;
    numbers[at] = time;
    numbers[at + 1] = seq;
    numbers[at + 2] = kind;
    numbers[at + 3] = node;
    numbers[at + 4] = a;
    numbers[at + 5] = b;
    numbers[at + 6] = c;
    this.#carried[slot] = message ?? arg;
    if (this.#size++ === 0) this.#begin(dayOf(time));
    this.#place(time, seq, slot);
  }

  /** The next event, or undefined. It is the same object each time: read it before the next pop. */
  pop(): Scheduled | undefined {
    if (this.#size === 0) return undefined;
    const slot = this.#today.pop();
    const popped = this.#fill(this.#popped, slot);
    this.#carried[slot] = null;
    this.#free[this.#freeCount++] = slot;
    this.#size--;
    if (this.#today.size === 0 && this.#size > 0) this.#turn();
    return popped;
  }

  /** Every event, in the order in which they will be popped. */
  events(): readonly Scheduled[] {
    const free = new Set(this.#free.subarray(0, this.#freeCount));
    const slots = Array.from({ length: this.#used }, (_, slot) => slot).filter((slot) => !free.has(slot));
    const events = slots.map((slot) => this.#fill({ ...this.#popped }, slot));
    return events.sort((a, b) => a.time - b.time || a.seq - b.seq);
  }

  #fill(into: Popped, slot: number): Popped {
    const numbers = this.#numbers;
    const at = slot * NUMBERS;
    const kind = ((numbers[at + 2] as number) | 0) as EventKind;
    const carried = this.#carried[slot] as Message | Json;
    const isMessage = kind === EventKind.tailArrives || kind === EventKind.lands;
    into.time = whole(numbers[at] as number) as Micros;
    into.seq = whole(numbers[at + 1] as number);
    into.kind = kind;
    into.node = (numbers[at + 3] as number) | 0;
    into.a = whole(numbers[at + 4] as number);
    into.b = whole(numbers[at + 5] as number);
    into.c = whole(numbers[at + 6] as number);
    into.message = isMessage ? (carried as Message | null) : null;
    into.arg = isMessage ? null : (carried as Json);
    return into;
  }

  #place(time: number, seq: number, slot: number): void {
    if (time < this.#end) return this.#today.push(time, seq, slot);
    const day = dayOf(time);
    if (day - this.#day >= DAYS) return this.#later.push(time, seq, slot);
    this.#before[slot] = this.#calendar.add(day, slot);
  }

  #begin(day: number): void {
    this.#day = day;
    this.#end = (day + 1) * DAY;
  }

  /** Today is over: goes on to the next day that has events. */
  #turn(): void {
    const next = this.#calendar.next(this.#day);
    this.#begin(next >= 0 ? next : dayOf(this.#later.time));
    let slot = this.#calendar.take(this.#day);
    while (slot >= 0) {
      this.#enter(slot);
      slot = this.#before[slot] as number;
    }
    while (dayOf(this.#later.time) - this.#day < DAYS) this.#enter(this.#later.pop());
  }

  #enter(slot: number): void {
    this.#place(this.#numbers[slot * NUMBERS] as number, this.#numbers[slot * NUMBERS + 1] as number, slot);
  }

  #newSlot(): number {
    if (this.#used === this.#free.length) {
      const length = this.#used * 2;
      const [free, before, numbers] = [this.#free, this.#before, this.#numbers];
      this.#free = new Int32Array(length);
      this.#free.set(free);
      this.#before = new Int32Array(length);
      this.#before.set(before);
      this.#numbers = new Float64Array(length * NUMBERS);
      this.#numbers.set(numbers);
    }
    return this.#used++;
  }
}

function dayOf(time: number): number {
  return Math.floor(time / DAY);
}

/** The same number, as V8 keeps small whole ones: in place, and not in an object of their own wherever they are stored. */
function whole(value: number): number {
  const small = value | 0;
  return small === value ? small : value;
}

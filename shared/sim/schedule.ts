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

/** One future event. `a` and `b` mean what the kind says; one shape for all kinds keeps the hot path monomorphic. */
export interface Scheduled {
  readonly time: Micros;
  readonly seq: number;
  readonly kind: EventKind;
  readonly node: number;
  readonly a: number;
  readonly b: number;
  readonly message: Message | null;
  readonly arg: Json;
}

/** A 4-ary heap in the order (time, sequence number): rule 1. */
export class Schedule {
  #heap: Scheduled[];

  constructor(events: readonly Scheduled[] = []) {
    this.#heap = [];
    for (const event of events) this.push(event);
  }

  get size(): number {
    return this.#heap.length;
  }

  /** Time of the next event, or Infinity. */
  nextTime(): number {
    const first = this.#heap[0];
    return first === undefined ? Number.POSITIVE_INFINITY : first.time;
  }

  push(event: Scheduled): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(event);
    while (at > 0) {
      const parent = (at - 1) >> 2;
      const above = heap[parent] as Scheduled;
      if (!before(event, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = event;
  }

  pop(): Scheduled | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    this.#sink(last);
    return first;
  }

  /** Every event in no particular order. */
  events(): readonly Scheduled[] {
    return this.#heap;
  }

  #sink(event: Scheduled): void {
    const heap = this.#heap;
    const size = heap.length;
    let at = 0;
    for (;;) {
      const firstChild = 4 * at + 1;
      if (firstChild >= size) break;
      let least = firstChild;
      const end = Math.min(firstChild + 4, size);
      for (let child = firstChild + 1; child < end; child++) {
        if (before(heap[child] as Scheduled, heap[least] as Scheduled)) least = child;
      }
      const candidate = heap[least] as Scheduled;
      if (!before(candidate, event)) break;
      heap[at] = candidate;
      at = least;
    }
    heap[at] = event;
  }
}

function before(a: Scheduled, b: Scheduled): boolean {
  return a.time < b.time || (a.time === b.time && a.seq < b.seq);
}

/** A point or span of simulated time in whole microseconds. */
export type Micros = number & { readonly __unit: 'Micros' };

/** A node's index in its run: people's machines first, infrastructure after them. */
export type NodeId = number & { readonly __unit: 'NodeId' };

/** A message's number in its run, counted from 1 in sending order. */
export type MessageId = number & { readonly __unit: 'MessageId' };

/** A timer's number in its run. */
export type TimerId = number & { readonly __unit: 'TimerId' };

const MICROS_PER_SECOND = 1_000_000;

/** Rounds `value` (microseconds) to the nearest whole microsecond. */
export function micros(value: number): Micros {
  return Math.round(value) as Micros;
}

/** Turns seconds into whole microseconds. */
export function seconds(value: number): Micros {
  return micros(value * MICROS_PER_SECOND);
}

/** Turns microseconds into seconds. */
export function toSeconds(value: number): number {
  return value / MICROS_PER_SECOND;
}

/** Time that `bytes` take on a link of `rate` bytes/s (`null`: unlimited, takes no time). Rounded up, so no link exceeds its capacity. */
export function transferTime(bytes: number, rate: number | null): Micros {
  if (rate === null || bytes === 0) return 0 as Micros;
  return Math.ceil((bytes * MICROS_PER_SECOND) / rate) as Micros;
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A sentence by its key in a catalogue of words, and what fills its gaps. */
export interface Said {
  readonly key: string;
  readonly args?: { readonly [name: string]: string | number };
}

/** An expected "no": a code for programs and a sentence for people. */
export interface Refusal {
  readonly code: string;
  readonly said: Said;
}

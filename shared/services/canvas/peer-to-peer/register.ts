import type { NodeId } from '../../../sim/index.ts';

/** Which edit: its author, and the author's count of edits on this cell. */
export type Dot = readonly [author: NodeId, count: number];

/** One colour on a cell, with the edit that put it there and when (µs). */
export interface Value {
  readonly dot: Dot;
  readonly colour: number;
  readonly at: number;
}

/** How many edits of each author a copy has seen: author, count, author, count, ..., by author. A list, since it is compared for every message. */
export type Context = readonly number[];

/**
 * One cell on one peer: a multi-value register, as a delta-state CRDT with a causal context (Almeida, Shoker & Baquero, "Delta state
 * replicated data types", 2018). `values` holds every edit that no known edit has replaced; `context` counts the edits
 * that this copy has seen, replaced ones included. `lost` holds the edits that the last-writer rule threw away somewhere: nobody chose
 * that, and their authors learn of it here. The multi-value register never adds to it.
 */
export interface Register {
  readonly values: readonly Value[];
  readonly context: Context;
  readonly lost: readonly Dot[];
}

export const EMPTY_REGISTER: Register = { values: [], context: [], lost: [] };

/** The register after its owner paints: the new value replaces all that the owner can see. */
export function paint(register: Register, author: NodeId, colour: number, at: number): Register {
  const count = seen(register.context, author) + 1;
  const context = joined(register.context, [author, count]);
  return { values: [{ dot: [author, count], colour, at }], context, lost: register.lost };
}

/** Both copies' knowledge in one; commutative, associative and idempotent, so that order and repetition don't matter. */
export function merge(mine: Register, theirs: Register): Register {
  if (mine.lost.length === 0 && covers(theirs.context, mine.context)) return theirs;
  const values = [
    ...mine.values.filter((value) => holds(theirs, value.dot) || !knows(theirs, value.dot)),
    ...theirs.values.filter((value) => !knows(mine, value.dot)),
  ];
  const lost = [...mine.lost, ...theirs.lost.filter((dot) => !mine.lost.some((known) => sameDot(known, dot)))];
  return { values: values.sort(byDot), context: joined(mine.context, theirs.context), lost };
}

/** Last writer wins: of several values only the latest stays; at the same instant the higher author's. */
export function latestOnly(register: Register): Register {
  const [first, ...rest] = register.values;
  if (first === undefined || rest.length === 0) return register;
  const latest = rest.reduce((best, value) => (later(value, best) ? value : best), first);
  const losers = register.values.filter((value) => value !== latest).map(({ dot }) => dot);
  return { values: [latest], context: register.context, lost: [...register.lost, ...losers] };
}

/** Does `a` know every edit that `b` knows? Asked for every message: most bring nothing new. */
export function covers(a: Context, b: Context): boolean {
  let at = 0;
  for (let other = 0; other < b.length; other += 2) {
    const author = b[other] as number;
    while (at < a.length && (a[at] as number) < author) at += 2;
    if (a[at] !== author || (a[at + 1] as number) < (b[other + 1] as number)) return false;
  }
  return true;
}

function knows(register: Register, [author, count]: Dot): boolean {
  return seen(register.context, author) >= count;
}

function holds(register: Register, dot: Dot): boolean {
  return register.values.some((value) => sameDot(value.dot, dot));
}

export function sameDot(a: Dot, b: Dot): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function seen(context: Context, author: number): number {
  for (let at = 0; at < context.length; at += 2) if (context[at] === author) return context[at + 1] as number;
  return 0;
}

function joined(a: Context, b: Context): Context {
  const all: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const [mine, theirs] = [a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY];
    const count = Math.max(mine <= theirs ? (a[i + 1] as number) : 0, theirs <= mine ? (b[j + 1] as number) : 0);
    all.push(Math.min(mine, theirs), count);
    if (mine <= theirs) i += 2;
    if (theirs <= mine) j += 2;
  }
  return all;
}

function later(a: Value, b: Value): boolean {
  return a.at > b.at || (a.at === b.at && a.dot[0] > b.dot[0]);
}

function byDot(a: Value, b: Value): number {
  return a.dot[0] - b.dot[0] || a.dot[1] - b.dot[1];
}

/** Days ahead of today that have a list of their own: 32 words of 32 bits. */
export const DAYS = 1024;
const WORDS = DAYS / 32;

/** The events of the next days: a list for each day, and which days have one. */
export class Calendar {
  /** Bit d of word w: day 32 w + d, modulo DAYS, is busy. */
  readonly #busy = new Int32Array(WORDS);
  /** Bit w: word w is not 0. */
  #busyWords = 0;
  /** For each day, modulo DAYS, the slot that was put there last; each slot names the one before it. */
  readonly #last = new Int32Array(DAYS).fill(-1);

  /** Makes `slot` the last of the day; returns the one before it, or -1. */
  add(day: number, slot: number): number {
    const at = day % DAYS;
    const before = this.#last[at] as number;
    this.#last[at] = slot;
    this.#busy[at >>> 5] = (this.#busy[at >>> 5] as number) | (1 << (at & 31));
    this.#busyWords |= 1 << (at >>> 5);
    return before;
  }

  /** Empties the day; returns the slot that was put there last, or -1. */
  take(day: number): number {
    const at = day % DAYS;
    const last = this.#last[at] as number;
    this.#last[at] = -1;
    const rest = (this.#busy[at >>> 5] as number) & ~(1 << (at & 31));
    this.#busy[at >>> 5] = rest;
    if (rest === 0) this.#busyWords &= ~(1 << (at >>> 5));
    return last;
  }

  /** The first busy day after this one, -1 if there is none. */
  next(day: number): number {
    if (this.#busyWords === 0) return -1;
    const start = (day + 1) % DAYS;
    let word = start >>> 5;
    let bits = (this.#busy[word] as number) & (-1 << (start & 31));
    if (bits === 0) {
      // Later words first, then those that lie behind the turn of the year.
      const later = this.#busyWords & ~((2 << word) - 1);
      word = lowest(later === 0 ? this.#busyWords : later);
      bits = this.#busy[word] as number;
    }
    const at = word * 32 + lowest(bits);
    return day + 1 + ((at - start + DAYS) % DAYS);
  }
}

/** Number of the lowest bit that is set. */
function lowest(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

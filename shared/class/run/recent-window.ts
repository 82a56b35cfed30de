/** `next`: number of the next one; `kept`: those right before it. */
export interface SavedWindow<T> {
  readonly next: number;
  readonly kept: readonly T[];
}

/** The last `size` of a stream of things, numbered from 0. What it holds depends on what was pushed alone. */
export class RecentWindow<T> {
  readonly #size: number;
  readonly #kept: T[];
  #dropped: number;

  /** @param saved where another one stood, to go on from */
  constructor(size: number, { next, kept }: SavedWindow<T> = { next: 0, kept: [] }) {
    this.#size = size;
    this.#kept = [...kept];
    this.#dropped = next - kept.length;
  }

  /** Number of the next one. */
  get next(): number {
    return this.#dropped + this.#kept.length;
  }

  push(item: T): void {
    this.#kept.push(item);
    // Dropping a whole size at once keeps a push cheap.
    if (this.#kept.length < 2 * this.#size) return;
    this.#kept.splice(0, this.#size);
    this.#dropped += this.#size;
  }

  /** Those numbered from `from` on, as far as they are among the last `size`. */
  since(from: number): readonly T[] {
    const oldest = Math.max(this.#dropped, this.next - this.#size, from);
    return this.#kept.slice(oldest - this.#dropped);
  }

  /** The newest ones, oldest first. */
  last(count: number): readonly T[] {
    return this.since(this.next - count);
  }
}

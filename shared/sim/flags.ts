/** A growing set of whole numbers from 0 on, one bit each: for numbers that are given out in order. */
export class Flags {
  #words: Uint32Array;

  constructor(flagged: readonly number[] = []) {
    this.#words = new Uint32Array(64);
    for (const number of flagged) this.add(number);
  }

  add(number: number): void {
    const word = number >>> 5;
    if (word >= this.#words.length) {
      const grown = new Uint32Array(Math.max(2 * this.#words.length, word + 1));
      grown.set(this.#words);
      this.#words = grown;
    }
    this.#words[word] = (this.#words[word] as number) | (1 << (number & 31));
  }

  has(number: number): boolean {
    return ((this.#words[number >>> 5] ?? 0) & (1 << (number & 31))) !== 0;
  }
}

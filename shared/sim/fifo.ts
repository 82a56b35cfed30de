const FIRST_SIZE = 4;

/**
 * First in, first out, as a ring. Taking the first costs the same however many wait; an array's `shift` does not, and a server's uplink can
 * have thousands of messages before it.
 */
export class Fifo<T> {
  /** Its size is a power of two; the items lie in it from `#first` on, around its end. */
  #ring: (T | undefined)[] = [];
  #first = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(item: T): void {
    if (this.#length === this.#ring.length) this.#grow();
    this.#ring[this.#place(this.#length++)] = item;
  }

  /** Takes the first item out, if there is one. */
  shift(): T | undefined {
    if (this.#length === 0) return undefined;
    const item = this.#ring[this.#first];
    this.#ring[this.#first] = undefined;
    this.#first = this.#place(1);
    this.#length--;
    return item;
  }

  /** Takes the item out, wherever it is; those behind it move up. */
  remove(item: T): void {
    const items = [...this];
    const at = items.indexOf(item);
    if (at < 0) return;
    for (let after = at + 1; after < items.length; after++) this.#ring[this.#place(after - 1)] = items[after];
    this.#ring[this.#place(--this.#length)] = undefined;
  }

  /** From first to last. */
  *[Symbol.iterator](): Generator<T> {
    for (let at = 0; at < this.#length; at++) yield this.#ring[this.#place(at)] as T;
  }

  #place(at: number): number {
    return (this.#first + at) & (this.#ring.length - 1);
  }

  #grow(): void {
    const items = [...this];
    this.#ring = Array.from({ length: Math.max(FIRST_SIZE, 2 * items.length) }, (_, at) => items[at]);
    this.#first = 0;
  }
}

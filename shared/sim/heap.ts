const FIRST_SIZE = 32;
/** Time and sequence number of an entry, beside each other: the keys of four children lie in 64 bytes. */
const KEYS = 2;

/** A 4-ary heap of slots in the order (time, sequence number): rule 1.2. It moves numbers only; what a slot holds stays where it is. */
export class Heap {
  #size = 0;
  #keys = new Float64Array(FIRST_SIZE * KEYS);
  #slots = new Int32Array(FIRST_SIZE);

  get size(): number {
    return this.#size;
  }

  /** The first entry's time, or Infinity. */
  get time(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#keys[0] as number);
  }

  push(time: number, seq: number, slot: number): void {
    if (this.#size === this.#slots.length) this.#grow();
    const keys = this.#keys;
    const slots = this.#slots;
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 2;
      const above = keys[parent * KEYS] as number;
      if (above < time || (above === time && (keys[parent * KEYS + 1] as number) < seq)) break;
      this.#put(at, above, keys[parent * KEYS + 1] as number, slots[parent] as number);
      at = parent;
    }
    this.#put(at, time, seq, slot);
  }

  /** Takes the first entry out and returns its slot; there must be one. */
  pop(): number {
    const first = this.#slots[0] as number;
    const last = --this.#size;
    if (last > 0) this.#sink(last);
    return first;
  }

  /** Puts the entry at `last` in the place of the first. */
  #sink(last: number): void {
    const keys = this.#keys;
    const slots = this.#slots;
    const time = keys[last * KEYS] as number;
    const seq = keys[last * KEYS + 1] as number;
    let at = 0;
    for (;;) {
      let least = 4 * at + 1;
      if (least >= last) break;
      const end = Math.min(least + 4, last);
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
      this.#put(at, leastTime, keys[least * KEYS + 1] as number, slots[least] as number);
      at = least;
    }
    this.#put(at, time, seq, slots[last] as number);
  }

  #put(at: number, time: number, seq: number, slot: number): void {
    this.#keys[at * KEYS] = time;
    this.#keys[at * KEYS + 1] = seq;
    this.#slots[at] = slot;
  }

  #grow(): void {
    const [keys, slots] = [this.#keys, this.#slots];
    this.#keys = new Float64Array(keys.length * 2);
    this.#keys.set(keys);
    this.#slots = new Int32Array(slots.length * 2);
    this.#slots.set(slots);
  }
}

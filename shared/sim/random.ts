/**
 * One stream of pseudo-random numbers: xoshiro128** (Blackman & Vigna, "Scrambled linear pseudorandom number generators", 2021),
 * period 2^128 - 1. Its four words are all of its state, so a checkpoint can carry it.
 */
export class Stream {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(words: readonly [number, number, number, number]) {
    this.#a = words[0] | 0;
    this.#b = words[1] | 0;
    this.#c = words[2] | 0;
    this.#d = words[3] | 0;
  }

  /** A whole number in [0, 2^32). */
  bits(): number {
    const second = this.#b;
    const scrambled = Math.imul(rotate(Math.imul(second, 5), 7), 9);
    const c = this.#c ^ this.#a;
    const d = this.#d ^ second;
    this.#b = second ^ c;
    this.#a ^= d;
    this.#c = c ^ (second << 9);
    this.#d = rotate(d, 11);
    return scrambled >>> 0;
  }

  /** A number in [0, 1). */
  unit(): number {
    return this.bits() / 4294967296;
  }

  /** A whole number in [0, n), n >= 1. */
  below(n: number): number {
    return Math.floor(this.unit() * n);
  }

  /** An exponentially distributed number with this mean. */
  exponential(mean: number): number {
    return -Math.log(1 - this.unit()) * mean;
  }

  /** True with probability p. */
  chance(p: number): boolean {
    return this.unit() < p;
  }

  /** One element, each as likely. The list must not be empty. */
  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('pick from an empty list');
    return list[this.below(list.length)] as T;
  }

  /** `k` different elements (all when there are fewer), in random order; the list stays as it is. */
  sample<T>(list: readonly T[], k: number): T[] {
    const rest = [...list];
    const count = Math.min(k, rest.length);
    for (let i = 0; i < count; i++) {
      const j = i + this.below(rest.length - i);
      const swapped = rest[i] as T;
      rest[i] = rest[j] as T;
      rest[j] = swapped;
    }
    return rest.slice(0, count);
  }

  words(): readonly [number, number, number, number] {
    return [this.#a, this.#b, this.#c, this.#d];
  }
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

/** FNV-1a over the characters' codes: names of streams become numbers. */
function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** splitmix32: spreads a small seed over the words of a stream, as xoshiro's authors advise. */
function spread(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}

export type StreamState = readonly [purpose: string, node: number, words: readonly [number, number, number, number]];

/** Every stream of a run, one for each purpose and node, so that a further draw in one place shifts no other (rule 2). */
export class Randomness {
  readonly #seed: number;
  readonly #streams = new Map<string, (Stream | undefined)[]>();

  constructor(seed: number, saved: readonly StreamState[] = []) {
    this.#seed = seed;
    for (const [purpose, node, words] of saved) this.#byNode(purpose)[node + 1] = new Stream(words);
  }

  /** The stream of a purpose and node; node -1 is the run itself. */
  stream(purpose: string, node: number): Stream {
    const byNode = this.#byNode(purpose);
    const known = byNode[node + 1];
    if (known !== undefined) return known;
    const next = spread(hashName(`${this.#seed}/${purpose}/${node}`));
    const made = new Stream([next(), next(), next(), next()]);
    byNode[node + 1] = made;
    return made;
  }

  save(): StreamState[] {
    const saved: StreamState[] = [];
    for (const [purpose, byNode] of this.#streams)
      byNode.forEach((stream, index) => {
        if (stream !== undefined) saved.push([purpose, index - 1, stream.words()]);
      });
    return saved;
  }

  #byNode(purpose: string): (Stream | undefined)[] {
    const known = this.#streams.get(purpose);
    if (known !== undefined) return known;
    const made: (Stream | undefined)[] = [];
    this.#streams.set(purpose, made);
    return made;
  }
}

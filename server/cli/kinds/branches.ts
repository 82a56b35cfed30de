import { type Fact, factCode, type LogRow, LogType } from '../../../shared/sim/index.ts';

const FOUND = factCode('block-found' satisfies Fact);

/** The tree of blocks, as a log tells of it: one found at a time, on another or on the first, which is 0 and of height 0. */
export class Branches {
  readonly #heights = new Map<number, number>([[0, 0]]);
  /** How many blocks were found at each height. */
  readonly #at: number[] = [1];
  /** The last time that a block was found, µs. */
  last = 0;

  /** Takes an entry of the log; the height of the block that it tells of, if it does. */
  read({ type, time, kind, value: under, ref: block }: LogRow): number | undefined {
    if (type !== LogType.fact || kind !== FOUND) return undefined;
    const below = this.#heights.get(under);
    if (below === undefined) throw new Error(`block ${block} was found on ${under}, which was not found`);
    const height = below + 1;
    this.#heights.set(block, height);
    this.#at[height] = (this.#at[height] ?? 0) + 1;
    this.last = time;
    return height;
  }

  /** Blocks found, the first one not counted. */
  get found(): number {
    return this.#heights.size - 1;
  }

  /** Height of the longest branch. */
  get height(): number {
    return this.#at.length - 1;
  }

  /** Heights at which more than one block was found. */
  get contested(): number {
    return this.#at.filter((blocks) => blocks > 1).length;
  }
}

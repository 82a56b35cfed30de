import { factCode, type LogReader, type LogRow, LogType } from '../../../shared/sim/index.ts';

const GOT = factCode('got');
const FAILED = factCode('failed');

/** Counts from a log who is still there and whose messages arrive at whom. */
export class Reach implements LogReader {
  readonly #size: number;
  readonly #probe: number;
  /** A tree for each part of the network: every node points towards its root. */
  readonly #towards: number[];
  readonly #down = new Set<number>();
  readonly #answered = new Set<number>();

  /** `probe`: the message kind that shows that two machines are connected. */
  constructor(size: number, probe: number) {
    this.#size = size;
    this.#probe = probe;
    this.#towards = Array.from({ length: size }, (_, node) => node);
  }

  /** Readers whose first want has ended, with its page or without. */
  get answered(): number {
    return this.#answered.size;
  }

  isDown(node: number): boolean {
    return this.#down.has(node);
  }

  write({ type, node, peer, kind }: LogRow): void {
    if (type === LogType.down) this.#down.add(node);
    if (type === LogType.up) this.#down.delete(node);
    if (type === LogType.delivered && kind === this.#probe) this.#join(node, peer);
    if (type === LogType.fact && (kind === GOT || kind === FAILED)) this.#answered.add(node);
  }

  /** How many live machines each connected part has. */
  parts(): readonly number[] {
    const sizes = new Map<number, number>();
    for (let node = 0; node < this.#size; node++) {
      if (this.#down.has(node)) continue;
      const root = this.#root(node);
      sizes.set(root, (sizes.get(root) ?? 0) + 1);
    }
    return [...sizes.values()];
  }

  #join(a: number, b: number): void {
    this.#towards[this.#root(a)] = this.#root(b);
  }

  #root(node: number): number {
    let at = node;
    while (this.#towards[at] !== at) {
      const above = this.#towards[this.#towards[at] as number] as number;
      this.#towards[at] = above;
      at = above;
    }
    return at;
  }
}

import { type Fact, factCode, type LogReader, type LogRow, LogType } from '../../../shared/sim/index.ts';
import { IDEAL_CHAIN } from './bank-ideal.ts';
import { Branches } from './branches.ts';
import { createIdealRun } from './ideal-run.ts';
import type { Kind } from './kind.ts';
import { readNumbers } from './params.ts';
import { MEASURED } from './services.ts';

/**
 * An attacker with more than half of the power pays a merchant, mines with everybody until it has the goods, and then begins a branch
 * under the block with its payment: z blocks behind, as many as the merchant waited for. `blocks`: how many are found from then on, by
 * anybody, until its branch is as long as the public one; mean of n races on the real blockchain, without delays.
 */
export const majorityAttack: Kind = {
  id: 'maj',
  metrics: ['blocks'],
  run(params, _metric, n, seed, services = MEASURED) {
    const read = readNumbers(params, { q: { min: 0.5 }, z: { min: 1, whole: true } });
    if ('problem' in read) return read;
    const { q, z } = read.numbers;
    if (q === 0.5 || q >= 1) return { problem: `q=${q}: use a number between 0.5 and 1` };
    let blocks = 0;
    let events = 0;
    for (let race = 0; race < n; race++) {
      const chase = new Chase();
      const run = createIdealRun({
        service: services.bank,
        architecture: 'peer-to-peer',
        nodes: 2,
        seed: seed * 1_000_003 + race,
        params: { ...IDEAL_CHAIN, payments: 1, attackPower: q, confirmations: z, attackFrom: 'goods', patience: 0 },
        stresses: [{ id: 'double-spend', at: 0, params: { target: `node:${ATTACKER}`, for: 0 } }],
        reader: chase,
      });
      if ('problem' in run) return run;
      while (!chase.over) run.step();
      blocks += chase.blocks;
      events += run.events;
    }
    return { value: blocks / n, events };
  },
};

const ATTACKER = 1;
const GOT = factCode('got' satisfies Fact);

/** Counts the blocks from the moment that the attacker has its goods. */
class Chase implements LogReader {
  readonly #branches = new Branches();
  #chasing = false;
  #public = 0;
  blocks = 0;
  over = false;

  write(row: LogRow): void {
    const { type, node, kind } = row;
    const height = this.#branches.read(row);
    if (height !== undefined) return this.#found(node, height);
    if (type === LogType.fact && kind === GOT && node === ATTACKER) this.#chasing = true;
  }

  #found(node: number, height: number): void {
    if (!this.#chasing || node !== ATTACKER) this.#public = Math.max(this.#public, height);
    if (!this.#chasing || this.over) return;
    this.blocks++;
    this.over = node === ATTACKER && height === this.#public;
  }
}

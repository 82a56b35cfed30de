import { type Fact, factCode, type LogReader, type LogRow, LogType } from '../../../shared/sim/index.ts';
import { IDEAL_CHAIN } from './bank-ideal.ts';
import { createIdealRun } from './ideal-run.ts';
import type { Kind } from './kind.ts';
import { readNumbers, readWord } from './params.ts';
import { MEASURED } from './services.ts';

/** An attacker gives up where less than this part of its like would still win. */
const HOPELESS = 1e-9;
/** As far behind as any attacker goes on; one with half the power or more always wins in the end. */
const FARTHEST = 10_000;

/**
 * Double-spend races on the real blockchain: one honest merchant and miner with 1 - q of the power, one attacker with q, no delays.
 * The rule of the chain is always that a strictly longer branch wins. `tie`: the attacker has mined one block before it pays, so that
 * catching up is enough; `longer`: it begins as it pays, and must get ahead. The goods go out at `z` confirmations, and no attacker
 * publishes before. It never gives up but where it is hopelessly behind: d blocks with (q / (1 - q))^d < 1e-9, which changes P by less
 * than that. P: share of the races in which the log says that the merchant was cheated of its goods.
 */
export const doubleSpend: Kind = {
  id: 'ds',
  metrics: ['P'],
  run(params, _metric, n, seed, services = MEASURED) {
    const read = readNumbers(params, { q: { min: 0.001 }, z: { min: 0, whole: true } });
    if ('problem' in read) return read;
    const rule = readWord(params, 'rule', ['tie', 'longer']);
    if ('problem' in rule) return rule;
    const { q, z } = read.numbers;
    const odds = q / (1 - q);
    const patience = odds < 1 ? Math.ceil(Math.log(HOPELESS) / Math.log(odds)) : FARTHEST;
    let cheated = 0;
    let events = 0;
    for (let race = 0; race < n; race++) {
      const outcome = new Outcome();
      const run = createIdealRun({
        service: services.bank,
        architecture: 'peer-to-peer',
        nodes: 2,
        seed: seed * 1_000_003 + race,
        params: {
          ...IDEAL_CHAIN,
          payments: 1,
          attackPower: q,
          confirmations: z,
          premine: rule.word === 'tie',
          attackFrom: 'payment',
          patience: Math.min(FARTHEST, patience),
        },
        stresses: [{ id: 'double-spend', at: 0, params: { target: 'node:1', for: 0 } }],
        reader: outcome,
      });
      if ('problem' in run) return run;
      while (outcome.cheated === undefined) run.step();
      if (outcome.cheated) cheated++;
      events += run.events;
    }
    return { value: cheated / n, events };
  },
};

const ACCEPTED = factCode('fraud-accepted' satisfies Fact);
const REJECTED = factCode('fraud-rejected' satisfies Fact);

/** How a race ended. */
class Outcome implements LogReader {
  cheated: boolean | undefined;

  write({ type, kind }: LogRow): void {
    if (type !== LogType.fact) return;
    if (kind === ACCEPTED) this.cheated = true;
    if (kind === REJECTED) this.cheated = false;
  }
}

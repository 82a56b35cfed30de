import type { LogReader, LogRow } from '../../../shared/sim/index.ts';
import { IDEAL_CHAIN } from './bank-ideal.ts';
import { Branches } from './branches.ts';
import { createIdealRun } from './ideal-run.ts';
import type { Kind } from './kind.ts';
import { readNumbers } from './params.ts';
import { MEASURED } from './services.ts';

/** Seconds between two blocks: long, so that delays are whole microseconds to many digits. */
const INTERVAL = 10;

/** The time that n blocks take varies by 1/√n, several times as much as the share of stale ones: `rate` is counted over so many times n. */
const LONGER_FOR_RATE = 8;

/**
 * N miners alike, each linked to each, find n blocks; every block takes x block intervals to all others. When they are found, the
 * tree of blocks is read from the log: `stale` = share of the blocks that are not on the longest branch, `contested` = share of the
 * heights with more than one block, `rate` = height of the longest branch for each block interval that has passed.
 */
export const forks: Kind = {
  id: 'forks',
  metrics: ['stale', 'contested', 'rate'],
  run(params, metric, n, seed, services = MEASURED) {
    const read = readNumbers(params, { N: { min: 1, whole: true }, x: { min: 0 } });
    if ('problem' in read) return read;
    const tree = new Tree();
    const run = createIdealRun({
      service: services.bank,
      architecture: 'peer-to-peer',
      nodes: read.numbers.N,
      seed,
      params: { ...IDEAL_CHAIN, blockInterval: INTERVAL, latency: read.numbers.x * INTERVAL * 1000 },
      reader: tree,
    });
    if ('problem' in run) return run;
    const blocks = metric === 'rate' ? LONGER_FOR_RATE * n : n;
    while (tree.branches.found < blocks) run.step();
    return { value: counted(tree.branches, metric), events: run.events };
  },
};

function counted({ found, height, contested, last }: Branches, metric: string): number {
  switch (metric) {
    case 'stale':
      return 1 - height / found;
    case 'contested':
      return contested / height;
    case 'rate':
      return height / (last / (INTERVAL * 1_000_000));
    default:
      throw new RangeError(`forks has no metric ${metric}`);
  }
}

class Tree implements LogReader {
  readonly branches = new Branches();

  write(row: LogRow): void {
    this.branches.read(row);
  }
}

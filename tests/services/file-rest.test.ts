import { describe, expect, it } from 'vitest';
import { file } from '../../shared/services/file/index.ts';
import { type NodeId, type Params, type Plan, Run, type StressUse, seconds } from '../../shared/sim/index.ts';
import { STRESS_BY_ID } from '../../shared/stresses/index.ts';
import { complete, planOf } from './world.ts';

const TROUBLE: readonly StressUse[] = [
  { id: 'poison', at: 1, params: { target: 'any:2', for: 40 } },
  { id: 'churn', at: 8, params: { target: 'any:40%', for: 20, away: 3 } },
  { id: 'partition', at: 15, params: { target: 'any:50%', for: 6 } },
  { id: 'flash-crowd', at: 22, params: { target: 'any', for: 15, factor: 2 } },
  { id: 'slow-links', at: 30, params: { target: 'all', for: 10, loss: 0.3 } },
  { id: 'crash', at: 45, params: { target: 'any:3', for: 8 } },
];

function planFor(params: Params, seed: number): Plan {
  const plan = planOf({ service: file, architecture: 'peer-to-peer', nodes: 14, seed, params, bot: 1 });
  return { ...plan, stresses: TROUBLE.map(complete) };
}

describe('peers of the file whose autopilot rests', () => {
  it.each([
    ['slots that last', { pieces: 30 }],
    ['votes instead of hashes', { pieces: 20, hashCheck: false, votes: 3 }],
    ['few neighbours', { pieces: 20, neighbours: 3, banAfter: 1 }],
    ['slots for one piece', { pieces: 20, slotSeconds: 0, haveSeconds: 0, unchoke: 'neediest' }],
  ] as const)('have nothing to do as long as they do, with %s', (_, params) => {
    for (const seed of [1, 2, 3]) {
      const plan = planFor(params, seed);
      const run = Run.create({ plan, protocol: file.sides['peer-to-peer'].protocol(plan), stresses: STRESS_BY_ID });
      const missed = new Set<string>();
      let rests = 0;
      while (run.nextTime <= seconds(80)) {
        run.step();
        for (let node = 0 as NodeId; node < plan.nodes; node++) {
          const { looksAt, up } = run.node(node);
          if (looksAt < 0 || !up) continue;
          rests++;
          const choice = run.net.protocol.autopilot?.(run.net, node, run.net.state(node));
          if (choice !== 'rest') missed.add(`${node}: ${JSON.stringify(choice)} at ${run.now}`);
        }
      }
      expect(rests).toBeGreaterThan(10_000);
      expect([...missed].slice(0, 5)).toEqual([]);
    }
  });
});

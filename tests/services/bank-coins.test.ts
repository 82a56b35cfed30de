import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idsOf } from '../../shared/services/bank/peer-to-peer/by-payment.ts';
import { branch, changeAt, coinsAtBank, hub, mesh, peer, stepTo, stress } from './bank-world.ts';
import type { World } from './world.ts';

/** What a peer's branch says from its first block on: who won and lost how much, and which payments stand in it. */
function countedUp(world: World, node: number) {
  const change: Record<number, number> = {};
  const ids: number[] = [];
  for (const block of branch(world, node)) {
    for (const { id, from, to, amount } of peer(world, node).chain.blocks[block]?.payments ?? []) {
      change[from] = (change[from] ?? 0) - amount;
      change[to] = (change[to] ?? 0) + amount;
      ids.push(id);
    }
  }
  return { change, ids };
}

/** Those who won or lost anything. */
const balancesOf = (change: Readonly<Record<number, number>>) =>
  Object.entries(change).filter(([, coins]) => coins !== 0);

describe('no coin is made or lost at the bank', () => {
  it('at any event, whatever happens and whoever acts', () => {
    const trouble = ['crash', 'data-loss', 'poison', 'breach', 'double-spend', 'flood', 'churn', 'partition'] as const;
    const run = fc.record({
      seed: fc.integer({ min: 1, max: 1e6 }),
      log: fc.boolean(),
      coins: fc.integer({ min: 0, max: 30 }),
      stresses: fc.array(fc.tuple(fc.constantFrom(...trouble), fc.integer({ min: 1, max: 25 })), { maxLength: 5 }),
      acts: fc.array(fc.constantFrom('audit', 'back-up', 'restore'), { maxLength: 8 }),
    });
    fc.assert(
      fc.property(run, ({ seed, log, coins, stresses, acts }) => {
        const uses = stresses.map(([id, at]) => stress(id, at));
        const world = hub({ nodes: 6, seed, params: { log, coins, timeout: 1 }, stresses: uses, bot: 0.5 });
        const check = () => expect([5 * coins, null]).toContain(coinsAtBank(world));
        for (const [index, type] of acts.entries()) {
          stepTo(world, 3 + 3 * index, check);
          world.act(0, { type });
          check();
        }
        stepTo(world, 30, check);
      }),
      { numRuns: 25 },
    );
  });
});

describe('no coin is made or lost among peers', () => {
  it('on any copy, at any event, whatever happens', () => {
    const trouble = ['crash', 'data-loss', 'poison', 'breach', 'double-spend', 'flood', 'churn', 'partition'] as const;
    const run = fc.record({
      seed: fc.integer({ min: 1, max: 1e6 }),
      verify: fc.boolean(),
      coins: fc.integer({ min: 1, max: 30 }),
      latency: fc.integer({ min: 0, max: 800 }),
      stresses: fc.array(fc.tuple(fc.constantFrom(...trouble), fc.integer({ min: 1, max: 25 })), { maxLength: 5 }),
    });
    fc.assert(
      fc.property(run, ({ seed, verify, coins, latency, stresses }) => {
        const uses = stresses.map(([id, at]) => stress(id, at));
        const params = { verify, coins, latency, blockInterval: 1, blockPayments: 5 };
        const world = mesh({ nodes: 6, seed, params, stresses: uses, bot: 0.7 });
        const tips = new Array<number>(6).fill(0);
        stepTo(world, 30, () => {
          for (let node = 0; node < 6; node++) {
            const { chain } = peer(world, node);
            if (chain.tip.id === tips[node]) continue;
            tips[node] = chain.tip.id;
            expect(changeAt(world, node)).toBe(0);
            expect(balancesOf(chain.change)).toEqual(balancesOf(countedUp(world, node).change));
            expect(idsOf(chain.settled).toSorted()).toEqual(countedUp(world, node).ids.toSorted());
          }
        });
        if (!verify) return;
        for (let node = 0; node < 6; node++) {
          const { change } = peer(world, node).chain;
          expect(Math.min(0, ...Object.values(change))).toBeGreaterThanOrEqual(-coins);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('and a payment stands once in a branch', () => {
    const world = mesh({ params: { latency: 500, blockInterval: 1 }, stresses: [stress('double-spend', 2)] }).to(80);
    const { chain } = peer(world, 0);
    const ids = branch(world, 0).flatMap((id) => chain.blocks[id]?.payments.map((payment) => payment.id) ?? []);
    expect(ids.length).toBeGreaterThan(50);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

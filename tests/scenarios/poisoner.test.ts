import { describe, expect, test } from 'vitest';
import { SCENARIOS } from '../../shared/scenarios/index.ts';
import type { Scenario } from '../../shared/scenarios/scenario.ts';
import { everything, firstOf, HAMMERING, idle, type Policy, played } from './player.ts';

const NODE = 4;
const SEEDS = [1, 2, 3, 4];
const SIZES = [12, 20, 30];
/** Whoever poisons does it fast. */
const QUICKLY = 0.5;
const scenario = SCENARIOS.find(({ id }) => id === 'spoiled-copies') as Scenario;
const stresses = [{ id: 'poison', at: 0, params: { target: `node:${NODE}` } }];

/** Corrupt pieces of the poisoner's that others took for good or had to fetch again, in classes of all sizes. */
function spoilt(hashCheck: boolean, policy: Policy, every: number): number {
  const worlds = SIZES.flatMap((nodes) =>
    SEEDS.map((seed) =>
      played(
        { scenario, architecture: 'peer-to-peer', node: NODE, nodes, seed, stresses, params: { hashCheck } },
        policy,
        every,
      ),
    ),
  );
  const facts = worlds.flatMap((world) => [...world.facts('corrupt-accepted'), ...world.facts('corrupt-rejected')]);
  return facts.filter(({ peer }) => peer === NODE).length;
}

describe.each([true, false])('a poisoner in secret, others check hashes: %s', (hashCheck) => {
  const skilled = firstOf('request', 'upload', 'find');

  test('who gets pieces fast and gives slots spoils a fifth more than one who does nothing', () => {
    expect(spoilt(hashCheck, skilled, QUICKLY)).toBeGreaterThanOrEqual(1.2 * spoilt(hashCheck, idle, QUICKLY));
  });

  test('gains nothing by tapping ten times a second', () => {
    const most = 1.1 * spoilt(hashCheck, skilled, QUICKLY);
    expect(spoilt(hashCheck, skilled, HAMMERING), 'the good buttons').toBeLessThanOrEqual(most);
    expect(spoilt(hashCheck, everything, HAMMERING), 'all buttons').toBeLessThanOrEqual(most);
  });
});

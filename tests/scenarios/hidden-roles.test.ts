import { describe, expect, test } from 'vitest';
import { SCENARIOS } from '../../shared/scenarios/index.ts';
import type { Scenario } from '../../shared/scenarios/scenario.ts';
import type { Params } from '../../shared/sim/index.ts';
import type { World } from '../services/world.ts';
import { everything, firstOf, HAMMERING, idle, type Policy, played } from './player.ts';

const NODE = 4;
const SEEDS = [1, 2, 3, 4];
const SIZES = [12, 20, 30];
/** Who does something in secret is fast about it. */
const QUICKLY = 0.5;

interface Secret {
  readonly who: string;
  readonly scenario: string;
  /** The stress that gives the role. */
  readonly stress: string;
  readonly params: Params;
  readonly skilled: Policy;
  readonly score: (world: World) => number;
}

/** Corrupt pieces of the poisoner's that others took for good or had to fetch again. */
const spoilt = (world: World): number =>
  [...world.facts('corrupt-accepted'), ...world.facts('corrupt-rejected')].filter(({ peer }) => peer === NODE).length;
/** Letters that were read by whom they were not for. */
const read = (world: World): number => world.facts('exposed').filter(({ node }) => node === NODE).length;

const poisons = {
  stress: 'poison',
  scenario: 'spoiled-copies',
  skilled: firstOf('request', 'upload', 'find'),
  score: spoilt,
};
const SECRETS: readonly Secret[] = [
  { who: 'a poisoner among those who check hashes', params: { hashCheck: true }, ...poisons },
  { who: 'a poisoner among those who check nothing', params: { hashCheck: false }, ...poisons },
  {
    who: 'an eavesdropper among those who seal nothing',
    scenario: 'somebody-listens',
    stress: 'eavesdrop',
    params: { seals: false },
    skilled: firstOf('ask', 'drop'),
    score: read,
  },
];

describe.each(SECRETS)('$who', ({ scenario: id, stress, params, skilled, score }) => {
  const scenario = SCENARIOS.find((one) => one.id === id) as Scenario;
  const stresses = [{ id: stress, at: 0, params: { target: `node:${NODE}` } }];
  const seats = SIZES.flatMap((nodes) => SEEDS.map((seed) => ({ nodes, seed })));
  const scored = (policy: Policy, every: number): number =>
    seats.reduce((sum, seat) => {
      const world = played(
        { scenario, architecture: 'peer-to-peer', node: NODE, stresses, params, ...seat },
        policy,
        every,
      );
      return sum + score(world);
    }, 0);

  test('does a fifth more by deciding well than by doing nothing', () => {
    expect(scored(skilled, QUICKLY)).toBeGreaterThanOrEqual(1.2 * scored(idle, QUICKLY));
  });

  test('gains nothing by tapping ten times a second', () => {
    const most = 1.1 * scored(skilled, QUICKLY);
    expect(scored(skilled, HAMMERING), 'the good buttons').toBeLessThanOrEqual(most);
    expect(scored(everything, HAMMERING), 'all buttons').toBeLessThanOrEqual(most);
  });
});

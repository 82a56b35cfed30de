import { describe, expect, test } from 'vitest';
import { reaches } from '../../shared/scenarios/goal.ts';
import { SCENARIOS } from '../../shared/scenarios/index.ts';
import { findService } from '../../shared/services/index.ts';
import { ARCHITECTURES } from '../../shared/sim/index.ts';
import { playAlone } from './headless.ts';

const SEEDS = [1, 2, 3, 4, 5];

describe.each(SCENARIOS.map((scenario) => [scenario.id, scenario] as const))('%s', (_, scenario) => {
  const { goal, mechanism } = scenario;

  test.each([
    { nodes: 5, idle: 0, seeds: SEEDS },
    { nodes: 12, idle: 0, seeds: SEEDS },
    { nodes: 12, idle: 4, seeds: [4, 5] },
    { nodes: 30, idle: 0, seeds: SEEDS },
    { nodes: 60, idle: 0, seeds: SEEDS },
    { nodes: 60, idle: 20, seeds: [2] },
  ])(
    'reaches its goal with its mechanism and misses it without: $nodes machines, $idle with students who never tap, seeds $seeds',
    ({ nodes, idle, seeds }) => {
      for (const seed of seeds) {
        const { architecture } = goal;
        const withIt = playAlone(scenario, { architecture, nodes, seed, idle });
        expect(reaches(goal, withIt.measures, withIt.progress), `with it, seed ${seed}`).toBe(true);
        const { without } = mechanism;
        const changed = { architecture: without.architecture ?? architecture, params: without.params ?? {} };
        const withoutIt = playAlone(scenario, { ...changed, nodes, seed, idle });
        expect(reaches(goal, withoutIt.measures, withoutIt.progress), `without it, seed ${seed}`).toBe(false);
      }
    },
  );

  test('can be played on both architectures with every stress that the instructor has', () => {
    const service = findService(scenario.service);
    for (const architecture of ARCHITECTURES)
      for (const id of service?.stresses ?? []) {
        const stresses = [...scenario.stresses, { id, at: 1, params: {} }];
        const { measures } = playAlone({ ...scenario, stresses }, { architecture, nodes: 8, seed: 4 });
        expect(measures.length).toBeGreaterThan(0);
      }
  });
});

import { describe, expect, test } from 'vitest';
import { reaches } from '../../shared/scenarios/goal.ts';
import { SCENARIOS } from '../../shared/scenarios/index.ts';
import { findService } from '../../shared/services/index.ts';
import { ARCHITECTURES } from '../../shared/sim/index.ts';
import { playAlone } from './headless.ts';

const SEEDS = [1, 2, 3, 4, 5];

describe.each(SCENARIOS.map((scenario) => [scenario.id, scenario] as const))('%s', (_, scenario) => {
  const { goal, mechanism } = scenario;

  /** Plays one seed with bots, once with what the scenario teaches and once without. */
  const decides = (nodes: number, seed: number, idle = 0): void => {
    const { architecture } = goal;
    const { without } = mechanism;
    const withIt = playAlone(scenario, { architecture, nodes, seed, idle });
    expect(reaches(goal, withIt.measures, withIt.progress), `${nodes} machines, seed ${seed}, with it`).toBe(true);
    const changed = { architecture: without.architecture ?? architecture, params: without.params ?? {} };
    const withoutIt = playAlone(scenario, { ...changed, nodes, seed, idle });
    expect(reaches(goal, withoutIt.measures, withoutIt.progress), `${nodes} machines, seed ${seed}, without`).toBe(
      false,
    );
  };

  test.each([5, 12, 30, 60])('reaches its goal with its mechanism and misses it without, %i machines', (nodes) => {
    for (const seed of SEEDS) decides(nodes, seed);
  });

  test('does so in a class of any size, on seeds that its settings were not chosen with', () => {
    for (let nodes = 5; nodes <= 24; nodes++) decides(nodes, 1000 + nodes);
  });

  test.each([
    { nodes: 12, idle: 4, seeds: [4, 5] },
    { nodes: 60, idle: 20, seeds: [2] },
  ])('does so with $idle of $nodes students who never tap', ({ nodes, idle, seeds }) => {
    for (const seed of seeds) decides(nodes, seed, idle);
  });

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

import { describe, expect, test } from 'vitest';
import { SCENARIOS } from '../../shared/scenarios/index.ts';
import type { Scenario } from '../../shared/scenarios/scenario.ts';
import type { Params } from '../../shared/sim/index.ts';
import type { World } from '../services/world.ts';
import { everything, firstOf, HAMMERING, idle, type Policy, played, THINKING } from './player.ts';

const SERVER = 0;
const SEEDS = [1, 2, 3];

/** Who runs a server, and how well it serves its class. */
interface Operator {
  readonly scenario: string;
  readonly params?: Params;
  readonly skilled: Policy;
  /** The more, the better. */
  readonly score: (world: World) => number;
}

/** When the rush of the ticket sale is over, µs. */
const END_OF_RUSH = 70_000_000;

/** Pages that were read in time, by the end of the rush. */
const read = (world: World): number => world.facts('got').filter(({ time }) => time < END_OF_RUSH).length;
/** Wishes fulfilled in a second of waiting. */
const promptness = (world: World): number => 1e6 / mean(world.facts('got').map(({ value }) => value));
/** Files complete in a second since the start. */
const speed = (world: World): number => 1e6 / mean(world.facts('done').map(({ time }) => time));

/** Looks at letters, and shuts out who sends junk; lets nobody in again. */
const postmaster: Policy = (open) =>
  ['mail.verb.quarantine', 'mail.verb.sort']
    .map((key) => open.find(({ label }) => label.key === key))
    .find((button) => button !== undefined);

const OPERATORS: readonly Operator[] = [
  // In the scenario two mirrors are up from the start; here it is the server's person who adds each.
  { scenario: 'ticket-sale', params: { mirrorsUp: 0 }, skilled: firstOf('mirror'), score: read },
  { scenario: 'spoiled-copies', skilled: firstOf('mirror', 'serve'), score: speed },
  { scenario: 'junk-flood', skilled: postmaster, score: promptness },
];

describe.each(OPERATORS)('whoever runs the server of $scenario', ({ scenario: id, params = {}, skilled, score }) => {
  const scenario = SCENARIOS.find((one) => one.id === id) as Scenario;
  const scored = (nodes: number, policy: Policy, every: number): number =>
    mean(
      SEEDS.map((seed) =>
        score(played({ scenario, architecture: 'client-server', node: SERVER, nodes, seed, params }, policy, every)),
      ),
    );

  test.each([12, 24])('and decides well serves a class of %i a fifth better than who does nothing', (nodes) => {
    expect(scored(nodes, skilled, THINKING)).toBeGreaterThanOrEqual(1.2 * scored(nodes, idle, THINKING));
  });

  test.each([12, 24])('gains nothing by tapping all there is ten times a second, %i machines', (nodes) => {
    expect(scored(nodes, everything, HAMMERING)).toBeLessThanOrEqual(1.05 * scored(nodes, skilled, THINKING));
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

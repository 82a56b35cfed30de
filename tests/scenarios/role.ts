import { SCENARIOS } from '../../shared/scenarios/index.ts';
import { paramsFor } from '../../shared/scenarios/params.ts';
import type { PlayerView, VerbOffer } from '../../shared/services/contract.ts';
import { findService } from '../../shared/services/index.ts';
import type { Architecture, NodeId, Params, StressUse } from '../../shared/sim/index.ts';
import { World } from '../services/world.ts';

/** The buttons that a person taps now, given those that are not blocked and the whole screen. */
export type Policy = (open: readonly VerbOffer[], view: PlayerView) => readonly VerbOffer[];

/** A role of a scenario, and what whoever has it is there for. */
export interface Role {
  readonly scenario: string;
  readonly architecture: Architecture;
  /** Settings other than the scenario's. */
  readonly params?: Params;
  /** The instructor's cards, one run for each list. */
  readonly cards: readonly (readonly StressUse[])[];
  readonly seeds: readonly number[];
  /** Of play, other than the scenario's. */
  readonly seconds?: number;
  /** A hidden role goes to whoever is given this trait; every other one is machine 0's. */
  readonly trait?: string;
  /** How much of it the machine achieved, counted from the facts. */
  success(world: World, node: number): number;
  /** Seconds between two decisions of somebody who decides well; 2, unless what the role is about is over sooner. */
  readonly every?: number;
  /** What somebody taps who decides well, at most one button. */
  readonly skilled: Policy;
}

/** A hidden role is given in the first seconds, and nobody plays it before. */
const GIVEN = 4;

/** The success of all the role's runs together, with a person who taps every so many seconds (nothing: the autopilot alone). */
export function success(role: Role, every: number, policy: Policy = () => []): number {
  const runs = role.cards.flatMap((cards) => role.seeds.map((seed) => ({ cards, seed })));
  return runs.reduce((sum, run) => sum + successOf(role, run, every, policy), 0);
}

export const everything: Policy = (open) => open;

/** The first button with this verb, if it can be tapped. */
export function tap(open: readonly VerbOffer[], verb: string): VerbOffer | undefined {
  return open.find(({ action }) => action.type === verb);
}

/** The first of some buttons that is there. */
export function firstOf(...buttons: readonly (VerbOffer | undefined)[]): readonly VerbOffer[] {
  return buttons.filter((button) => button !== undefined).slice(0, 1);
}

function successOf(
  role: Role,
  { cards, seed }: { readonly cards: readonly StressUse[]; readonly seed: number },
  every: number,
  policy: Policy,
): number {
  const { world, seconds } = begin(role, cards, seed);
  if (role.trait !== undefined) world.to(GIVEN);
  const node = whoPlays(world, role.trait);
  world.person(node);
  for (let second = (role.trait === undefined ? 0 : GIVEN) + every; second < seconds; second += every) {
    world.to(second);
    const view = world.view(node);
    const open = [...view.verbs, ...view.offers].filter(({ blocked }) => blocked === undefined);
    for (const { action } of policy(open, view)) world.act(node, action);
  }
  return role.success(world.to(seconds), node);
}

function begin({ scenario: id, architecture, params, seconds }: Role, cards: readonly StressUse[], seed: number) {
  const scenario = SCENARIOS.find((one) => one.id === id);
  const service = scenario && findService(scenario.service);
  if (scenario === undefined || service === undefined) throw new Error(`no scenario ${id}`);
  const nodes = scenario.machines;
  const world = new World({
    service,
    architecture,
    nodes,
    seed,
    params: { ...paramsFor(scenario, service, nodes), ...params },
    stresses: [...scenario.stresses, ...cards],
    ...scenario.pace,
  });
  return { world, seconds: seconds ?? scenario.seconds.play };
}

function whoPlays(world: World, trait: string | undefined): number {
  if (trait === undefined) return 0;
  const machines = Array.from({ length: world.run.plan.nodes }, (_, node) => node);
  const given = machines.find((node) => world.run.net.hasTrait(node as NodeId, trait));
  if (given === undefined) throw new Error(`nobody is a ${trait}`);
  return given;
}

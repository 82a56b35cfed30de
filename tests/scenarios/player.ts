import { paramsFor } from '../../shared/scenarios/params.ts';
import type { Scenario } from '../../shared/scenarios/scenario.ts';
import type { PlayerView, VerbOffer } from '../../shared/services/contract.ts';
import { findService } from '../../shared/services/index.ts';
import type { Architecture, Params, StressUse } from '../../shared/sim/index.ts';
import { World } from '../services/world.ts';

/** What a person does with what the screen shows: one of the buttons that are not blocked, or nothing. */
export type Policy = (open: readonly VerbOffer[], view: PlayerView, tap: number) => VerbOffer | undefined;

/** Seconds between two taps of a person who thinks, and of one who hammers. */
export const THINKING = 2;
export const HAMMERING = 0.1;

export const idle: Policy = () => undefined;

/** One button after the other, whatever it does. */
export const everything: Policy = (open, _view, tap) => open[tap % Math.max(1, open.length)];

/** The first of these verbs that can be tapped, the most important first. */
export function firstOf(...types: readonly string[]): Policy {
  return (open) =>
    types.map((type) => open.find(({ action }) => action.type === type)).find((one) => one !== undefined);
}

/** A seat in a scenario's run; all other machines are bots. */
export interface Seat {
  readonly scenario: Scenario;
  readonly architecture: Architecture;
  readonly node: number;
  readonly nodes: number;
  readonly seed: number;
  /** The scenario's own, unless a test needs others. */
  readonly params?: Params;
  readonly stresses?: readonly StressUse[];
}

/** The whole run, with the seat's person tapping by this policy every so many seconds. */
export function played(seat: Seat, policy: Policy, every: number): World {
  const { scenario, architecture, node, nodes, seed, stresses = scenario.stresses } = seat;
  const service = findService(scenario.service);
  if (service === undefined) throw new Error(`no service ${scenario.service}`);
  const params = { ...paramsFor(scenario, service, nodes), ...seat.params };
  const world = new World({ service, architecture, nodes, seed, params, stresses, bot: scenario.pace.bot }).person(
    node,
  );
  for (let tap = 1; policy !== idle && tap * every < scenario.seconds.play; tap++) {
    world.to(tap * every);
    const view = world.view(node);
    const open = [...view.verbs, ...view.offers].filter(({ blocked }) => blocked === undefined);
    const button = policy(open, view, tap);
    if (button !== undefined) world.act(node, button.action);
  }
  return world.to(scenario.seconds.play);
}

import { paramsFor } from '../../scenarios/params.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { completeParams, type Service, type ServiceSide } from '../../services/contract.ts';
import type { Plan, StressUse } from '../../sim/index.ts';
import { drawnAnew } from '../casting/hidden.ts';
import type { Catalogue } from '../state/catalogue.ts';
import type { ClassRead } from '../state/state.ts';
import { architectureOf, type Step } from './steps.ts';
import { playLength } from './time.ts';

/** Keeps the seeds of a lesson's rounds apart (2^32 / golden ratio). */
const SEED_STEP = 0x9e3779b1;

/**
 * The plan of a step's run with so many machines. Both runs of a round differ in their architecture, and in who has a hidden role: as
 * many have the same ones, and are drawn anew when the run begins.
 */
export function planOf(catalogue: Catalogue, state: ClassRead, { round, run }: Step, nodes: number): Plan {
  const scenario = state.lesson.rounds[round] as Scenario;
  const lived = state.rounds[round] as ClassRead['rounds'][number];
  const service = serviceOf(catalogue, scenario.service);
  const completed = completeParams(service, paramsFor(scenario, service, nodes));
  if ('problem' in completed) throw new Error(`scenario ${scenario.id}: ${completed.problem}`);
  return {
    service: scenario.service,
    architecture: architectureOf(scenario, run),
    params: completed.params,
    nodes,
    stresses: lived.stresses.map((use) => completeUse(catalogue, use, run)),
    seed: (state.seed + round * SEED_STEP) >>> 0,
    durations: { play: playLength(lived, scenario.seconds.play) / 1000 },
    pace: scenario.pace,
  };
}

/** A scenario that names a service which the catalogue lacks is a bug of whoever let it in. */
export function serviceOf(catalogue: Catalogue, id: string): Service {
  const service = catalogue.services.get(id);
  if (service === undefined) throw new Error(`no service ${id}`);
  return service;
}

export function sideOf(catalogue: Catalogue, plan: Plan): ServiceSide {
  return serviceOf(catalogue, plan.service).sides[plan.architecture];
}

function completeUse(catalogue: Catalogue, use: StressUse, run: 0 | 1): StressUse {
  const card = catalogue.stresses.get(use.id);
  if (card === undefined) throw new Error(`no stress ${use.id}`);
  const complete = { ...use, params: { ...card.defaults, ...use.params } };
  return run === 0 ? complete : drawnAnew(card, complete);
}

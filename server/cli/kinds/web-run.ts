import { completeParams } from '../../../shared/services/contract.ts';
import { web } from '../../../shared/services/web/index.ts';
import {
  type Architecture,
  type LogReader,
  type Params,
  type Plan,
  Run,
  type StressUse,
} from '../../../shared/sim/index.ts';
import { STRESS_BY_ID } from '../../../shared/stresses/index.ts';

/** Settings of an ideal network: no delay, unlimited links, and nobody gives up or asks twice. */
const IDEAL: Params = {
  pages: 1,
  pageBytes: 0,
  quota: 1_000_000_000,
  tabs: 1,
  deadline: 0,
  places: 0,
  peerPlaces: 0,
  retries: 0,
  timeout: 0,
  serverUp: 0,
  serverDown: 0,
  peerUp: 0,
  peerDown: 0,
  latency: 0,
  cache: 0,
  mirrors: 0,
};

export interface WebNetwork {
  readonly architecture: Architecture;
  /** Machines that people would play. */
  readonly nodes: number;
  /** What differs from the ideal network. */
  readonly params: Params;
  readonly stresses?: readonly StressUse[];
}

/** The plan of a web on ideal links whose machines act at once; or what is wrong with its settings. */
export function planWeb({
  architecture,
  nodes,
  params,
  stresses = [],
}: WebNetwork): Plan | { readonly problem: string } {
  const completed = completeParams(web, { ...IDEAL, ...params });
  if ('problem' in completed) return completed;
  return {
    service: web.id,
    architecture,
    params: completed.params,
    nodes,
    stresses,
    seed: 0,
    durations: { play: 0 },
    pace: { bot: 0, person: 0 },
  };
}

/** A run of the plan with a seed of its own. */
export function startWeb(planned: Plan, seed: number, reader: LogReader): Run {
  const plan = { ...planned, seed };
  return Run.create({ plan, protocol: web.sides[plan.architecture].protocol(plan), stresses: STRESS_BY_ID, reader });
}

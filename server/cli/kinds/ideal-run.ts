import { completeParams, type Service } from '../../../shared/services/contract.ts';
import {
  type Architecture,
  type LogReader,
  type Params,
  type Plan,
  Run,
  type StressUse,
} from '../../../shared/sim/index.ts';
import { STRESS_BY_ID } from '../../../shared/stresses/index.ts';

export interface IdealRun {
  readonly service: Service;
  readonly architecture: Architecture;
  readonly nodes: number;
  readonly seed: number;
  /** Settings that make the network ideal, and the case's own. */
  readonly params: Params;
  readonly stresses?: readonly StressUse[];
  readonly reader: LogReader;
  /** Seconds between two actions of the autopilot; 0, as by default: machines act as soon as they can. */
  readonly bot?: number;
}

/** A run of ideal machines, as theory's are; or what is wrong with its settings. */
export function createIdealRun(asked: IdealRun): Run | { readonly problem: string } {
  const { service, architecture, nodes, seed, stresses = [], reader, bot = 0 } = asked;
  const completed = completeParams(service, asked.params);
  if ('problem' in completed) return completed;
  const plan: Plan = {
    service: service.id,
    architecture,
    params: completed.params,
    nodes,
    stresses,
    seed,
    durations: { play: 0 },
    pace: { bot, person: 0 },
  };
  return Run.create({ plan, protocol: service.sides[architecture].protocol(plan), stresses: STRESS_BY_ID, reader });
}

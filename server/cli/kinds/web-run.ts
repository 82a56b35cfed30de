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

export interface WebRun {
  readonly architecture: Architecture;
  readonly nodes: number;
  readonly seed: number;
  /** What differs from the ideal network. */
  readonly params: Params;
  readonly stresses?: readonly StressUse[];
  readonly reader: LogReader;
}

/** A run of the web service on ideal links, its machines acting at once; or what is wrong with its settings. */
export function createWebRun(asked: WebRun): Run | { readonly problem: string } {
  const completed = completeParams(web, { ...IDEAL, ...asked.params });
  if ('problem' in completed) return completed;
  const { architecture, nodes, seed, stresses = [], reader } = asked;
  const plan: Plan = {
    service: web.id,
    architecture,
    params: completed.params,
    nodes,
    stresses,
    seed,
    durations: { play: 0 },
    pace: { bot: 0, person: 0 },
  };
  return Run.create({ plan, protocol: web.sides[architecture].protocol(plan), stresses: STRESS_BY_ID, reader });
}

import type { RunFacts } from '../../measures/contract.ts';
import type { Counter } from '../../measures/counter.ts';
import type { Service, ServiceSide } from '../../services/contract.ts';
import {
  FACTS,
  type LogReader,
  LogType,
  type Micros,
  type NodeId,
  type Plan,
  type Protocol,
  Run,
  type RunParts,
  toSeconds,
} from '../../sim/index.ts';
import { serviceOf, sideOf } from '../lesson/plan.ts';
import type { Catalogue } from '../state/catalogue.ts';
import { type Commentary, freshCommentary, tell } from './commentary.ts';
import { count, freshStats, type NodeStats } from './node-stats.ts';
import { freshTraffic, type Traffic, watch } from './traffic.ts';

/** Since when a seat has had its machine, and what the machine had achieved by then: a late joiner is counted from there. */
export interface Occupancy {
  readonly node: number;
  readonly since: Micros;
  readonly from: NodeStats;
}

/** A run that is on, or was last, with everything that is counted while its log is written. */
export interface CurrentRun {
  readonly step: number;
  readonly runId: string;
  readonly plan: Plan;
  readonly service: Service;
  readonly side: ServiceSide;
  readonly protocol: Protocol;
  readonly run: Run;
  /** Machines that had something to reach at the start. */
  readonly goals: ReadonlySet<number>;
  readonly stats: readonly NodeStats[];
  readonly traffic: Traffic;
  readonly commentary: Commentary;
  readonly counter: Counter;
  readonly facts: Omit<RunFacts, 'end'>;
  /** The least time in seconds that anybody could need; null where theory has none. */
  readonly par: ReturnType<Catalogue['par']>;
  /** Items delivered in each second of the run. */
  readonly delivered: number[];
  readonly occupancies: Map<string, Occupancy>;
  over: boolean;
}

const GOT = FACTS.indexOf('got');

/** What is counted of a run while its log is written, and who plays it. */
export type Counted = Pick<
  CurrentRun,
  'step' | 'runId' | 'plan' | 'goals' | 'stats' | 'traffic' | 'commentary' | 'delivered' | 'occupancies' | 'over'
>;

/** Starts a step's run at time 0. */
export function startRun(catalogue: Catalogue, plan: Plan, step: number, runId: string): CurrentRun {
  const around = aroundOf(catalogue, plan);
  const { size } = around.facts;
  const goals = new Set<number>();
  const counted: Counted = {
    step,
    runId,
    plan,
    goals,
    stats: Array.from({ length: size }, freshStats),
    traffic: freshTraffic(),
    commentary: freshCommentary(size),
    delivered: [],
    occupancies: new Map(),
    over: false,
  };
  const current = watched(catalogue, around, counted, catalogue.counter(around.facts), Run.create);
  for (let node = 0; node < plan.nodes; node++) {
    const { progress } = current.side.picture(current.run, node as NodeId);
    if (progress !== null && progress < 1) goals.add(node);
  }
  return current;
}

type Around = Pick<CurrentRun, 'service' | 'side' | 'protocol' | 'facts'>;

/** What follows from the plan alone. */
export function aroundOf(catalogue: Catalogue, plan: Plan): Around {
  const service = serviceOf(catalogue, plan.service);
  const side = sideOf(catalogue, plan);
  const protocol = side.protocol(plan);
  return { service, side, protocol, facts: factsOf(plan, service, protocol) };
}

/** A run whose log is read as it is written. @param make begins it, or goes on with a saved one */
export function watched(
  catalogue: Catalogue,
  around: Around,
  counted: Counted,
  counter: Counter,
  make: (parts: RunParts) => Run,
): CurrentRun {
  const { plan, goals } = counted;
  // Entries of time 0 are written while the run is being made, before it can be asked for a stress by its index.
  const known = { run: undefined as Run | undefined };
  const stress = (index: number) => {
    const id = known.run?.stresses[index]?.id ?? plan.stresses[index]?.id;
    return id === undefined ? undefined : catalogue.stresses.get(id);
  };
  const reader = readerOf({ ...counted, counter }, { central: plan.architecture === 'client-server', goals, stress });
  const run = make({ plan, protocol: around.protocol, stresses: catalogue.stresses, reader });
  known.run = run;
  return { ...around, ...counted, counter, run, par: catalogue.par(plan) };
}

function factsOf(plan: Plan, service: Service, protocol: Protocol): Omit<RunFacts, 'end'> {
  return {
    people: plan.nodes,
    size: protocol.nodes.length,
    roles: protocol.nodes.map(({ role }) => role),
    kindUses: protocol.kinds.map(({ use }) => use),
    itemsPerNode: service.itemsPerNode(plan.params),
  };
}

function readerOf(
  current: Pick<CurrentRun, 'counter' | 'stats' | 'traffic' | 'commentary' | 'delivered'>,
  frame: Parameters<typeof tell>[1],
): LogReader {
  const { counter, stats, traffic, commentary, delivered } = current;
  return {
    write: (row) => {
      counter.write(row);
      count(stats, row);
      watch(traffic, row);
      tell(commentary, frame, row);
      if (row.type === LogType.fact && row.kind === GOT && frame.goals.has(row.node)) {
        const second = Math.floor(toSeconds(row.time));
        delivered[second] = (delivered[second] ?? 0) + 1;
      }
    },
  };
}

/** Items that all machines with a goal need together. */
export function workOf({ goals, facts }: CurrentRun): number {
  return Math.max(1, goals.size * facts.itemsPerNode);
}

/** Share of the work done so far, 0 to 1. */
export function shareDone(current: CurrentRun): number {
  let got = 0;
  for (const node of current.goals) got += Math.min(current.facts.itemsPerNode, current.stats[node]?.got ?? 0);
  return got / workOf(current);
}

/** Items that machines wait for now. */
export function waitingFor({ stats }: CurrentRun): number {
  return stats.reduce((sum, { asked, got, failed }) => sum + Math.max(0, asked - got - failed), 0);
}

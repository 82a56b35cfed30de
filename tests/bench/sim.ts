import { performance } from 'node:perf_hooks';
import { KINDS } from '../../server/cli/kinds/index.ts';
import { completeParams, type Service } from '../../shared/services/contract.ts';
import { findService, SERVICES } from '../../shared/services/index.ts';
import { ARCHITECTURES, type Architecture, type Params, type Plan, Run, seconds } from '../../shared/sim/index.ts';
import { STRESS_BY_ID } from '../../shared/stresses/index.ts';
import type { Line, Part } from './part.ts';
import { simPyJobsPerSecond } from './simpy.ts';

const JOBS = 300_000;
/** Long enough for the compiler to have seen all, s. */
const WARM = 1;
const MEASURED = 3;
/** Sizes of class, machines. */
const SIZES = [10, 30, 100, 300, 1_000, 3_000] as const;
const LARGEST = 10_000;

/** How fast runs go without anybody waiting. */
export const sim: Part = {
  id: 'sim',
  title: 'The engine',
  *run() {
    for (const service of SERVICES) for (const architecture of ARCHITECTURES) yield eventRate(service, architecture);
    yield queueRate();
    const file = findService('file');
    if (file === undefined) return;
    yield swarm(file);
    yield* sizes(file);
  },
};

function eventRate(service: Service, architecture: Architecture): Line {
  const run = (seed: number): Run => headless(service, architecture, 100, {}, 90, seed);
  const begun = performance.now();
  let seed = 0;
  while (performance.now() - begun < WARM * 1000) run(seed++);
  const from = performance.now();
  let events = 0;
  while (performance.now() - from < MEASURED * 1000) events += run(seed++).events;
  const value = events / ((performance.now() - from) / 1000);
  return {
    what: `${service.id}, ${architecture}, 100 machines`,
    value,
    unit: 'events/s',
    goal: { atLeast: 1_000_000 },
  };
}

function queueRate(): Line {
  const queue = KINDS.find(({ id }) => id === 'queue');
  const params = { lam: 0.8, mu: 1, c: 1, svc: 'M' };
  queue?.run(params, 'Wq', 20_000, 1);
  const from = performance.now();
  queue?.run(params, 'Wq', JOBS, 2);
  const value = JOBS / ((performance.now() - from) / 1000);
  const reference = simPyJobsPerSecond(JOBS);
  const beside = reference === null ? null : { name: 'in SimPy', value: reference };
  return { what: 'M/M/1 queue', value, unit: 'jobs/s', goal: { atLeast: 150_000 }, reference: beside };
}

function swarm(file: Service): Line {
  const from = performance.now();
  headless(file, 'peer-to-peer', 300, { pieces: 50 }, 600, 1);
  return { what: '300 peers, 50 pieces', value: (performance.now() - from) / 1000, unit: 's', goal: { atMost: 1 } };
}

/** What a what-if costs: class sizes from 10 to 10,000 on both architectures, and the largest of them alone. */
function* sizes(file: Service): Iterable<Line> {
  const from = performance.now();
  for (const architecture of ARCHITECTURES) {
    const begun = performance.now();
    for (const nodes of SIZES) headless(file, architecture, nodes, {}, 90, 1);
    const largest = performance.now();
    headless(file, architecture, LARGEST, {}, 90, 1);
    const line = (what: string, since: number): Line => {
      return { what: `${what}, ${architecture}`, value: (performance.now() - since) / 1000, unit: 's' };
    };
    yield { ...line('10,000 machines', largest), goal: { atMost: 10 } };
    yield line('what-if from 10 to 10,000 machines', begun);
  }
  yield { what: 'what-if, both', value: (performance.now() - from) / 1000, unit: 's', goal: { atMost: 10 } };
}

function headless(
  service: Service,
  architecture: Architecture,
  nodes: number,
  given: Params,
  play: number,
  seed: number,
): Run {
  const completed = completeParams(service, given);
  if ('problem' in completed) throw new Error(completed.problem);
  const plan: Plan = {
    service: service.id,
    architecture,
    params: completed.params,
    nodes,
    stresses: [],
    seed,
    durations: { play },
    pace: { bot: 1, person: 2 },
  };
  const run = Run.create({ plan, protocol: service.sides[architecture].protocol(plan), stresses: STRESS_BY_ID });
  run.advance(seconds(play));
  return run;
}

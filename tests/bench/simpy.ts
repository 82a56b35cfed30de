import { spawnSync } from 'node:child_process';

const PROGRAM = `
import random, sys, time
import simpy

def job(env, worker, service):
    with worker.request() as turn:
        yield turn
        yield env.timeout(service)

def source(env, worker, jobs, draw):
    for _ in range(jobs):
        yield env.timeout(draw.expovariate(0.8))
        env.process(job(env, worker, draw.expovariate(1.0)))

jobs = int(sys.argv[1])
env = simpy.Environment()
env.process(source(env, simpy.Resource(env, 1), jobs, random.Random(1)))
begun = time.perf_counter()
env.run()
print(jobs / (time.perf_counter() - begun))
`;

/** The same queue in SimPy, jobs/s; null where Python or SimPy is missing. */
export function simPyJobsPerSecond(jobs: number): number | null {
  const { status, stdout } = spawnSync('python3', ['-c', PROGRAM, String(jobs)], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : null;
}

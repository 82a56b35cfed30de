import { performance } from 'node:perf_hooks';
import { createCounter, type Measure, runFacts } from '../../shared/measures/index.ts';
import type { Service } from '../../shared/services/contract.ts';
import { type LogReader, type Plan, Run, seconds } from '../../shared/sim/index.ts';
import { STRESS_BY_ID } from '../../shared/stresses/index.ts';
import { type Par, parFor } from '../../shared/theory/index.ts';

export interface Simulated {
  /** As understood: every setting with its value. */
  readonly plan: Plan;
  /** Events handled, and entries in the event log. */
  readonly events: number;
  readonly entries: number;
  readonly wallMs: number;
  /** Of the event log. */
  readonly hash: string;
  readonly measures: readonly Measure[];
  /** Theory's bound for these links, or null. */
  readonly par: Par | null;
}

/** Runs a plan with autopilots alone, as fast as it goes. @param log reads the event log too */
export function simulate(service: Service, plan: Plan, log?: LogReader): Simulated {
  const begun = performance.now();
  const protocol = service.sides[plan.architecture].protocol(plan);
  const counter = createCounter();
  const run = Run.create({
    plan,
    protocol,
    stresses: STRESS_BY_ID,
    reader: log === undefined ? counter : both(counter, log),
  });
  run.advance(seconds(plan.durations.play));
  const measures = counter.measures(runFacts(plan, protocol, service.itemsPerNode(plan.params), run.now));
  const wallMs = Math.round((performance.now() - begun) * 10) / 10;
  return { plan, events: run.events, entries: run.entries, wallMs, hash: run.hash, measures, par: parFor(plan) };
}

function both(first: LogReader, second: LogReader): LogReader {
  return {
    write(row) {
      first.write(row);
      second.write(row);
    },
  };
}

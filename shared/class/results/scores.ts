import { allDone } from '../run/all-done.ts';
import { type CurrentRun, type Occupancy, shareDone } from '../run/current-run.ts';
import { freshStats, type NodeStats } from '../run/node-stats.ts';

/** What one student achieved in one run, counted from the moment it had the machine. */
export interface RunScore {
  readonly node: number;
  readonly role: string;
  readonly got: number;
  readonly helped: number;
  readonly clean: number;
  readonly acts: number;
  /** Seconds; null when it never had all. */
  readonly doneAfter: number | null;
  readonly points: number;
}

/** A whole run: the own job 60, helping others 30, keeping the content clean 10. */
const FOR_JOB = 60;
const FOR_HELP = 30;
const FOR_CLEAN = 10;

/**
 * A student's score so far. The job counts as the share of what was left to get when the student took the machine over; a machine
 * without a job of its own, such as the server, shares the class's success. Help counts against one machine's need, for the share of
 * the time that the student had: who comes late can reach as much as anybody, and nobody gains by sending more than others need.
 */
export function scoreOf(current: CurrentRun, occupancy: Occupancy): RunScore {
  const { node, from, since } = occupancy;
  const now = current.stats[node] ?? freshStats();
  const got = now.got - from.got;
  const helped = now.gave - from.gave;
  const clean = now.clean - from.clean;
  const need = current.facts.itemsPerNode;
  const left = need - from.got;
  const job = current.goals.has(node) && left > 0 ? share(got, left) : shareDone(current);
  const present = 1 - Math.min(0.9, since / (current.plan.durations.play * 1_000_000));
  const help = share(helped, need * present);
  const points = Math.round(FOR_JOB * job + FOR_HELP * help + Math.min(FOR_CLEAN, clean));
  const doneAfter = now.doneAt < 0 || from.doneAt >= 0 ? null : now.doneAt / 1_000_000;
  return {
    node,
    role: current.facts.roles[node] ?? '',
    got,
    helped,
    clean,
    acts: now.acts - from.acts,
    doneAfter,
    points,
  };
}

/** The seat's score in the run that is on; null when it has no machine in it. */
export function currentScore(current: CurrentRun | null, seat: string): RunScore | null {
  const occupancy = current?.occupancies.get(seat);
  return current === null || occupancy === undefined ? null : scoreOf(current, occupancy);
}

/** What a machine had achieved when somebody took it over. */
export function snapshot(stats: NodeStats | undefined): NodeStats {
  return { ...(stats ?? freshStats()) };
}

/** Seconds that the job took: until the last machine was done, or the whole run. */
export function secondsOf(current: CurrentRun): number {
  const last = Math.max(...[...current.goals].map((node) => current.stats[node]?.doneAt ?? -1), 0);
  return (allDone(current) ? last : current.run.now) / 1_000_000;
}

function share(part: number, whole: number): number {
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, part / whole));
}

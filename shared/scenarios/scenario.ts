import type { Architecture, Params, StressUse } from '../sim/index.ts';

/** How long each phase of a round lasts, in seconds. `again` is the short brief before the second run. */
export interface PhaseSeconds {
  readonly brief: number;
  readonly predict: number;
  readonly play: number;
  readonly reveal: number;
  readonly again: number;
  readonly compare: number;
}

/** What a class has to reach, as one of the run's measures (or `progress`, the share of the work done, 0 to 1). */
export interface Goal {
  readonly says: string;
  readonly architecture: Architecture;
  readonly measure: string;
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}

/** Why it is reached, and the one change that makes it fail. */
export interface Mechanism {
  readonly says: string;
  readonly without: { readonly architecture?: Architecture | undefined; readonly params?: Params | undefined };
}

/** One job under one kind of trouble; played once on each architecture. Plain data. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** Two sentences. */
  readonly story: string;
  readonly service: string;
  /** Settings that differ from the service's defaults. */
  readonly params: Params;
  /** Settings that follow the number of machines (params.ts): 1 in proportion, -1 in inverse proportion. */
  readonly perMachine: { readonly [param: string]: number };
  /** Machines in the network; bots play those without a student. */
  readonly machines: number;
  readonly seconds: PhaseSeconds;
  /** Seconds between two actions of a bot, and of the autopilot that stands in for an idle student. */
  readonly pace: { readonly bot: number; readonly person: number };
  readonly first: Architecture;
  readonly stresses: readonly StressUse[];
  /** For the instructor: who is what. */
  readonly roles: string;
  /** Asked before the first run. */
  readonly question: string;
  readonly lookFor: string;
  readonly discuss: readonly string[];
  readonly goal: Goal;
  readonly mechanism: Mechanism;
}

/** A list of rounds as a file names it. */
export interface Lesson {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** Scenario ids. */
  readonly rounds: readonly string[];
}

/** A lesson with everything it needs, as a class plays it and its journal keeps it. */
export interface LessonPlan {
  readonly id: string;
  readonly title: string;
  readonly rounds: readonly Scenario[];
}

/** Minutes that a lesson takes when nobody skips. */
export function minutesOf(rounds: readonly Scenario[]): number {
  const total = rounds.reduce((sum, { seconds }) => sum + secondsOf(seconds), 0);
  return Math.ceil(total / 60);
}

function secondsOf({ brief, predict, play, reveal, again, compare }: PhaseSeconds): number {
  return brief + predict + play + reveal + again + play + compare;
}

import type { Prediction } from '../../protocol/commands.ts';
import type { Avatar } from '../../protocol/views.ts';
import type { LessonPlan, Scenario } from '../../scenarios/scenario.ts';
import type { Architecture, Refusal, StressUse } from '../../sim/index.ts';
import { type Step, stepsOf } from '../lesson/steps.ts';
import type { Skeleton } from '../names/skeleton.ts';
import type { DeepReadonly } from './deep-readonly.ts';
import type { ClassEvent } from './events.ts';

/** What a student did, as it was taken into the journal: its id, when, and what the run said to an act. */
export interface PastDeed {
  id: string;
  at: number;
  refusal: Refusal | null;
}

/** A student's place in the class; kept when they drop out, gone when they are kicked. */
export interface Seat {
  id: string;
  /** '' when its device has gone on with another seat. */
  device: string;
  /** Devices that it was moved from: a kick holds on them too. */
  formerDevices: string[];
  /** What opens it on another device; null in classes of older journals until it is given one. */
  code: string | null;
  name: string;
  mark: Avatar;
  /** What the name looks like. */
  skeleton: Skeleton;
  connected: boolean;
  /** It has been connected once: before that it is a promise that may be taken back. */
  claimed: boolean;
  /** ms of class time. */
  joinedAt: number;
  /** How often it has been each role, by the role's id; counted when a run begins. */
  been: Map<string, number>;
  /** How often it has had a role that few machines have. */
  special: number;
  wish: string | null;
  /** The highest number of a deed that was taken. None with this number or a lower one is ever taken again. */
  taken: number;
  /** The last few deeds, oldest first: enough to answer one that is sent again as it was answered before. */
  past: PastDeed[];
}

/** The phase that is on. `pausedFor`: ms that the phase stood still before the pause that is on now. */
export interface PhaseState {
  step: number;
  beganAt: number;
  endsAt: number | null;
  pausedAt: number | null;
  pausedFor: number;
  /** The run is done before its time; the phase ends after a cheer. */
  allDone: boolean;
  /** Seats that tapped in it: their acts were taken in, whatever the run said to them. */
  tapped: Set<string>;
  /** Stresses that the instructor caused in it: when each was last, in µs of the run. */
  caused: Map<string, number>;
}

export interface RoundState {
  predictions: Map<string, Prediction>;
  votes: Map<string, Architecture | 'same'>;
  /** What troubles the second run must bring too: the time line's, and what the instructor caused in the first. */
  stresses: StressUse[];
  /** Length of the first run in ms with what it was extended by; null before it. */
  plays: number | null;
  /** Machines in the first run; null before it. */
  machines: number | null;
}

/** All of a class that its events say directly. The runs lie beside it (run/current-run.ts). */
export interface ClassState {
  code: string;
  title: string;
  lesson: LessonPlan;
  steps: readonly Step[];
  seed: number;
  /** What hidden roles are drawn with (hidden.ts). */
  secret: string;
  limit: number;
  locked: boolean;
  suggestedNames: boolean;
  onlyOpenedBoards: boolean;
  /** null: as many as the scenario says. */
  fillTo: number | null;
  /** In joining order. */
  seats: Map<string, Seat>;
  /** Seats and devices that were thrown out. */
  kickedSeats: Set<string>;
  kickedDevices: Set<string>;
  phase: PhaseState;
  /** The step before an early end, so that the way back is known. */
  endedFrom: number | null;
  /** Counts the phases begun: two tries at one run, and commands from before and after, are told apart by it. */
  epoch: number;
  /** Counts how often the clock was stopped or started: by a phase, a pause, its end. */
  clockRevision: number;
  /** Who plays what in the current run, or the next one; `run` is null while nobody has been given a machine. */
  cast: { round: number; run: 0 | 1 | null; seats: (string | null)[]; roles: readonly string[] };
  rounds: RoundState[];
  over: boolean;
  lastAt: number;
}

export type ClassRead = DeepReadonly<ClassState>;
export type SeatRead = DeepReadonly<Seat>;
export type RoundRead = DeepReadonly<RoundState>;

export function freshRound(scenario: Scenario): RoundState {
  return {
    predictions: new Map(),
    votes: new Map(),
    stresses: [...scenario.stresses],
    plays: null,
    machines: null,
  };
}

/** The state after `opened`. */
export function freshState(opened: Extract<ClassEvent, { type: 'opened' }>): ClassState {
  const { code, title, lesson, seed, secret, limit, at } = opened;
  return {
    code,
    title,
    lesson,
    steps: stepsOf(lesson),
    seed,
    secret,
    limit,
    locked: false,
    suggestedNames: false,
    onlyOpenedBoards: false,
    fillTo: null,
    seats: new Map(),
    kickedSeats: new Set(),
    kickedDevices: new Set(),
    phase: {
      step: 0,
      beganAt: at,
      endsAt: null,
      pausedAt: null,
      pausedFor: 0,
      allDone: false,
      tapped: new Set(),
      caused: new Map(),
    },
    endedFrom: null,
    epoch: 0,
    clockRevision: 0,
    cast: { round: 0, run: null, seats: [], roles: [] },
    rounds: lesson.rounds.map(freshRound),
    over: false,
    lastAt: at,
  };
}

/** The step that is on. */
export function stepOf(state: ClassRead): Step {
  return state.steps[state.phase.step] as Step;
}

/** Where the way back leads: the step before, or from an early end to where the class was; -1 from the first. */
export function stepBefore({ phase, endedFrom }: ClassRead): number {
  return endedFrom ?? phase.step - 1;
}

/** The scenario of the round that is on; the last one's at the end, the first one's in the lobby. */
export function scenarioOf(state: ClassRead): Scenario {
  return state.lesson.rounds[stepOf(state).round] as Scenario;
}

export function roundOf(state: ClassRead): RoundRead {
  return state.rounds[stepOf(state).round] as RoundRead;
}

/** Seats that have done what the phase asks of them: predicted, voted, or tapped in it. What is counted and what is shown come from here. */
export function actedIn(state: ClassRead): ReadonlySet<string> {
  switch (stepOf(state).phase) {
    case 'predict':
      return new Set(roundOf(state).predictions.keys());
    case 'compare':
      return new Set(roundOf(state).votes.keys());
    default:
      return state.phase.tapped;
  }
}

/** The seat's machine in the current run, or the next one; -1 without one. */
export function nodeOf(state: ClassRead, seat: string): number {
  return state.cast.seats.indexOf(seat);
}

/** A seat that an event names must be there. */
export function seatOf(state: ClassState, seat: string): Seat {
  const found = state.seats.get(seat);
  if (found === undefined) throw new Error(`no seat ${seat}`);
  return found;
}

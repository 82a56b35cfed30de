import type { Numbered, Prediction } from '../../protocol/commands.ts';
import type { LessonPlan } from '../../scenarios/scenario.ts';
import type { Action, Architecture, Micros, Params } from '../../sim/index.ts';

/** Raised when an older journal could be misread. */
export const JOURNAL_VERSION = 2;

/** `at`: ms of class time, a whole number that never falls. `time`: µs in the run. */
type At = { readonly at: number };

/** Who plays which machine: a seat, or null for a bot. The length is the number of machines. */
export type Cast = readonly (string | null)[];

/** Everything that has happened in a class. Plain JSON; a class is nothing but the fold of these. */
export type ClassEvent =
  | ({
      readonly type: 'opened';
      readonly version: number;
      readonly code: string;
      readonly title: string;
      readonly lesson: LessonPlan;
      readonly seed: number;
      readonly secret: string;
      readonly limit: number;
    } & At)
  /** `node`: the machine it takes over in the current cast, -1 when none is free. `code`: the seat's own; older journals have none. */
  | ({
      readonly type: 'joined';
      readonly seat: string;
      readonly device: string;
      readonly name: string;
      readonly shape: number;
      readonly colour: number;
      readonly node: number;
      readonly code?: string;
    } & At)
  /** The seat is another device's from now on. */
  | ({ readonly type: 'moved'; readonly seat: string; readonly device: string } & At)
  | ({ readonly type: 'seat-code'; readonly seat: string; readonly code: string } & At)
  | ({ readonly type: 'connected'; readonly seat: string } & At)
  | ({ readonly type: 'disconnected'; readonly seat: string } & At)
  | ({ readonly type: 'renamed'; readonly seat: string; readonly name: string } & At)
  | ({ readonly type: 'kicked'; readonly seat: string } & At)
  /** The seat is gone; whoever had it may come again. */
  | ({ readonly type: 'seat-removed'; readonly seat: string } & At)
  | ({ readonly type: 'locked'; readonly on: boolean } & At)
  | ({ readonly type: 'suggested-names'; readonly on: boolean } & At)
  | ({ readonly type: 'only-opened-boards'; readonly on: boolean } & At)
  | ({ readonly type: 'bots-set'; readonly fillTo: number } & At)
  | ({ readonly type: 'role-wished'; readonly seat: string; readonly role: string } & At)
  /** Who plays what in this run of this round; `roles` by machine. */
  | ({
      readonly type: 'cast';
      readonly round: number;
      readonly run: 0 | 1;
      readonly cast: Cast;
      readonly roles: readonly string[];
    } & At)
  /** `step` indexes the lesson's steps; `lasts` in ms, null: until the instructor goes on. */
  | ({ readonly type: 'phase-began'; readonly step: number; readonly lasts: number | null } & At)
  | ({ readonly type: 'paused' } & At)
  | ({ readonly type: 'resumed' } & At)
  /** The phase now ends at `endsAt`. */
  | ({ readonly type: 'extended'; readonly endsAt: number } & At)
  /** Everyone who can be done is done: a few seconds to cheer, until `endsAt`. */
  | ({ readonly type: 'all-done'; readonly endsAt: number } & At)
  | ({ readonly type: 'predicted'; readonly seat: string; readonly prediction: Prediction } & Numbered & At)
  | ({ readonly type: 'voted'; readonly seat: string; readonly better: Architecture | 'same' } & Numbered & At)
  /** An input for the run. The run itself may still refuse it, and does so again in every replay. */
  | ({
      readonly type: 'acted';
      readonly seat: string;
      readonly node: number;
      readonly time: Micros;
      readonly action: Action;
    } & Numbered &
      At)
  | ({ readonly type: 'stressed'; readonly id: string; readonly params: Params; readonly time: Micros } & At)
  | ({ readonly type: 'stress-ended'; readonly index: number; readonly time: Micros } & At)
  /** A mark of the time, so that a restart knows how far the class had come. */
  | ({ readonly type: 'clock' } & At)
  /** The server came back: nobody is connected yet, and class time goes on from the last mark. */
  | ({ readonly type: 'restarted' } & At)
  | ({ readonly type: 'ended' } & At);

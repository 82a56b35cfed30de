import type { Refusal } from '../sim/index.ts';
import type { Catalogue } from './catalogue.ts';
import type { Actor, Command } from './command.ts';
import type { ClassEvent } from './events.ts';
import type { Report } from './project/report.ts';
import type { BoardFrame, DeskView, PublicView, SceneView, SeatLine, SeatView } from './views.ts';

/** What a command leads to. `seat`: whose seat a join is about, which is an older one when the device had one. */
export type Decision =
  | { readonly events: readonly ClassEvent[]; readonly seat?: string }
  | { readonly refusal: Refusal };

/** How far a board has followed: opaque, from the frame before; null for a board that has seen nothing. */
export interface FrameCursor {
  readonly runId: string;
  readonly entry: number;
  readonly version: number;
}

/**
 * One class: the fold of its journal. A step of the server is
 *
 *     at = clock(); room.advance(at); decision = room.decide(command, actor, at);
 *     journal(decision.events); for each: refusal = room.apply(event)
 *
 * All times are whole ms of class time. After a restart class time goes on from `room.lastAt`.
 */
export declare class Classroom {
  /** The class after these events, the first of which is `opened`. Throws when they are no journal of a class. */
  static rebuild(catalogue: Catalogue, events: readonly ClassEvent[]): Classroom;
  readonly code: string;
  readonly title: string;
  /** Of the last event. */
  readonly lastAt: number;
  /** Nothing more can happen; every command is refused. */
  readonly over: boolean;
  readonly locked: boolean;
  readonly suggestedNames: boolean;
  readonly limit: number;
  /** Is it a seat that may connect? false for kicked and unknown ones. */
  hasSeat(seat: string): boolean;
  /** Was it thrown out? */
  wasKicked(seat: string): boolean;
  /** Names that are free now; `salt` chooses which. */
  freeNames(count: number, salt: number): readonly string[];
  /** Changes nothing. */
  decide(command: Command, actor: Actor, at: number): Decision;
  /** Folds the event in. The refusal is the run's own to an `acted` event: the act is in the journal and had no effect. */
  apply(event: ClassEvent): Refusal | undefined;
  /** Lets the run go on up to now. */
  advance(at: number): void;
  /** When the next automatic transition is due, or null. Ask again after every step; a mark of the clock is not one. */
  due(): number | null;
  publicView(at: number): PublicView;
  seatView(seat: string, at: number): SeatView | undefined;
  roster(): readonly SeatLine[];
  deskView(at: number): DeskView;
  /** The same object as before for as long as nothing in it has changed; null while there is no network to show. */
  scene(): SceneView | null;
  /** What changed since the cursor; null while there is no run. */
  frame(cursor: FrameCursor | null): { readonly frame: BoardFrame; readonly cursor: FrameCursor } | null;
  report(): Report;
  /** Hash of the run that is on, or was last. */
  runHash(): string | null;
}

import type { PublicView } from '../protocol/public-view.ts';
import type { BoardFrame, DeskView, SceneView, SeatLine, SeatView } from '../protocol/views.ts';
import type { Refusal } from '../sim/index.ts';
import type { Actor, Command } from './decide/command.ts';
import type { Decision } from './decide/decision.ts';
import { decide } from './decide/index.ts';
import { dueAt } from './lesson/phases.ts';
import { isInRound, type RunAhead, runsAhead } from './lesson/runs-ahead.ts';
import { runTime } from './lesson/time.ts';
import { checkName } from './names/check.ts';
import { namesIn, othersCalled } from './names/choose.ts';
import { suggestNames } from './names/suggestions.ts';
import { deskView } from './project/desk.ts';
import { type FrameCursor, frameSince, freshNodeFrames, type NodeFrames } from './project/frame.ts';
import { publicView } from './project/public.ts';
import { type Report, reportOf } from './project/report.ts';
import { roster } from './project/roster.ts';
import { sceneView } from './project/scene.ts';
import { seatView } from './project/seat.ts';
import { finish } from './results/finished.ts';
import { applyToRun, beginRun } from './run/apply-to-run.ts';
import type { Catalogue } from './state/catalogue.ts';
import { type ClassParts, checkpointText, partsIn } from './state/checkpoint.ts';
import type { ClassContext } from './state/class-context.ts';
import { type ClassEvent, JOURNAL_VERSION } from './state/events.ts';
import { reduce } from './state/reduce.ts';
import { freshState, nodeOf, type SeatRead, stepOf } from './state/state.ts';

/** Events that change who or what a scene shows. */
const SCENE_CHANGES = new Set<ClassEvent['type']>([
  'joined',
  'renamed',
  'kicked',
  'seat-removed',
  'cast',
  'phase-began',
]);

/**
 * One class: the fold of its journal. A step of the server is
 *
 *     at = clock(); room.advance(at);
 *     for each command: decision = room.decide(command, actor, at); for each event of it: refusal = room.apply(event);
 *     then all events are kept, and only then is anybody answered or shown anything (docs/journal.md, section 2)
 *
 * All times are whole ms of class time. After a restart class time goes on from `room.lastAt`, and the command `restarted` is decided first.
 */
export class Classroom {
  readonly #catalogue: Catalogue;
  readonly #state: ClassParts['state'];
  readonly #finished: ClassParts['finished'];
  readonly #nodeFrames: NodeFrames = freshNodeFrames();
  #current: ClassParts['current'];
  #scene: SceneView | null | undefined = undefined;

  private constructor(catalogue: Catalogue, { state, finished, current }: ClassParts) {
    this.#catalogue = catalogue;
    this.#state = state;
    this.#finished = finished;
    this.#current = current;
  }

  /** The class after these events, the first of which is `opened`. Throws when they are no journal of a class. */
  static rebuild(catalogue: Catalogue, events: readonly ClassEvent[]): Classroom {
    const [opened, ...rest] = events;
    if (opened?.type !== 'opened') throw new Error('a journal of a class begins with opened');
    if (opened.version !== JOURNAL_VERSION) throw new Error(`a journal of version ${opened.version}`);
    const room = new Classroom(catalogue, { state: freshState(opened), finished: new Map(), current: null });
    for (const event of rest) room.apply(event);
    return room;
  }

  /** The class as it was when `checkpoint` was taken by this very program. Throws when the text is none. */
  static restore(catalogue: Catalogue, checkpoint: string): Classroom {
    return new Classroom(catalogue, partsIn(catalogue, checkpoint));
  }

  /** All of the class as text, so that it need not be folded from its first event again; null when its run takes more than `most` characters. */
  checkpoint(most: number): string | null {
    return checkpointText({ state: this.#state, finished: this.#finished, current: this.#current }, most);
  }

  get code(): string {
    return this.#state.code;
  }
  get secret(): string {
    return this.#state.secret;
  }
  get title(): string {
    return this.#state.title;
  }
  get limit(): number {
    return this.#state.limit;
  }
  get locked(): boolean {
    return this.#state.locked;
  }
  get suggestedNames(): boolean {
    return this.#state.suggestedNames;
  }
  get onlyOpenedBoards(): boolean {
    return this.#state.onlyOpenedBoards;
  }
  /** How many phases have begun. */
  get epoch(): number {
    return this.#state.epoch;
  }
  /** ms of class time of the last event. */
  get lastAt(): number {
    return this.#state.lastAt;
  }
  /** It has come to its last phase, from which it can still go back. */
  get atEnd(): boolean {
    return stepOf(this.#state).phase === 'end';
  }
  /** Nothing more can happen; every command but a tick is refused. */
  get over(): boolean {
    return this.#state.over;
  }
  /** Has it a run whose time goes on? */
  get isRunning(): boolean {
    return this.#current !== null && !this.#current.over && this.#state.phase.pausedAt === null;
  }
  /** Does it play its rounds now, or may it wait? */
  get isInRound(): boolean {
    return isInRound(this.#state);
  }
  /** Has a run been played to its end, with results that somebody may want? */
  get hasResults(): boolean {
    return this.#finished.size > 0;
  }
  /** Hash of the run that is on, or was last. */
  get runHash(): string | null {
    return this.#current?.run.hash ?? [...this.#finished.values()].at(-1)?.hash ?? null;
  }

  /** Is it a seat that may connect? false for kicked and unknown ones. */
  hasSeat(seat: string): boolean {
    return this.#state.seats.has(seat);
  }
  /** The seat that is called so, or nearly so, with its code; undefined when there is none. */
  seatCalled(text: string): { readonly seat: string; readonly code: string | null } | undefined {
    const checked = checkName(text);
    const [found] = 'name' in checked ? othersCalled(this.#state, checked.name) : [];
    return found && { seat: found.id, code: found.code };
  }
  /** What opens the seat on another device: for its student and the desk alone. */
  seatCode(seat: string): string | null {
    return this.#state.seats.get(seat)?.code ?? null;
  }
  /** Every seat in joining order, for the server's own sums. */
  get seats(): readonly SeatRead[] {
    return [...this.#state.seats.values()];
  }
  wasKicked(seat: string): boolean {
    return this.#state.kickedSeats.has(seat);
  }
  /** Names that are free now; `salt` chooses which. */
  freeNames(count: number, salt: number): readonly string[] {
    return suggestNames(count, namesIn(this.#state), this.#state.seed, salt);
  }

  /** What a command leads to. Changes nothing. */
  decide(command: Command, actor: Actor, at: number): Decision {
    return decide(this.#context(), command, actor, at);
  }

  /** Folds an event in. A refusal is the run's own answer to an `acted` event: it is in the journal and had no effect. */
  apply(event: ClassEvent): Refusal | undefined {
    const machine = 'seat' in event ? nodeOf(this.#state, event.seat) : -1;
    if (event.type === 'phase-began' || event.type === 'ended') this.#stopRun(event.at);
    reduce(this.#state, event);
    if (SCENE_CHANGES.has(event.type)) this.#scene = undefined;
    if (event.type === 'phase-began') this.#enterPhase(event.step);
    if (this.#current === null || this.#current.over) return undefined;
    const refusal = applyToRun(this.#current, this.#state, event, machine);
    if (refusal !== undefined && event.type === 'acted') this.#rememberRefusal(event, refusal);
    return refusal;
  }

  /** Lets the run go on up to now. */
  advance(at: number): void {
    if (this.#current === null || this.#current.over) return;
    const time = runTime(this.#state.phase, at);
    if (time > this.#current.run.now) this.#current.run.advance(time);
  }

  /** When the next automatic transition is due, ms of class time, or null. A mark of the clock is none. Ask again after every step. */
  due(): number | null {
    return dueAt(this.#context());
  }

  publicView(at: number): PublicView {
    return publicView(this.#context(), at);
  }
  /** undefined for a seat that isn't there. */
  seatView(seat: string): SeatView | undefined {
    return seatView(this.#context(), seat);
  }
  /** In joining order. */
  roster(): readonly SeatLine[] {
    return roster(this.#state);
  }
  deskView(at = this.lastAt): DeskView {
    return deskView(this.#context(), at);
  }
  /** The very same object while nothing in it has changed; null while there is no network to show. */
  scene(): SceneView | null {
    if (this.#scene === undefined) this.#scene = sceneView(this.#context());
    return this.#scene;
  }
  /** What changed since the cursor; everything for a board without one; null while there is no run. */
  frame(cursor: FrameCursor | null): { readonly frame: BoardFrame; readonly cursor: FrameCursor } | null {
    return this.#current === null ? null : frameSince(this.#context(), this.#current, this.#nodeFrames, cursor);
  }
  /** The runs that it has before it, or is in; `fillTo`: with bots up to so many machines, unless told as it is. */
  runsAhead(fillTo: number | null = this.#state.fillTo): readonly RunAhead[] {
    return runsAhead(this.#state, fillTo);
  }
  report(): Report {
    return reportOf(this.#context());
  }

  #context(): ClassContext {
    return { catalogue: this.#catalogue, state: this.#state, current: this.#current, finished: this.#finished };
  }

  /** A run ends where the clock of its phase stands. */
  #stopRun(at: number): void {
    if (this.#current === null || this.#current.over) return;
    const { step } = this.#state.phase;
    const { round, run } = stepOf(this.#state);
    const cast = [...this.#state.cast.seats];
    const end = runTime(this.#state.phase, at);
    this.#finished.set(step, finish(this.#catalogue, this.#current, end, { step, round, run, cast }));
  }

  /** Results of this step and of later ones are void: the class went back. */
  #enterPhase(step: number): void {
    const { phase } = stepOf(this.#state);
    if (phase !== 'end')
      for (const later of [...this.#finished.keys()]) if (later >= step) this.#finished.delete(later);
    if (phase === 'play') this.#current = beginRun(this.#catalogue, this.#state);
    else if (phase !== 'reveal' && phase !== 'compare') this.#current = null;
  }

  #rememberRefusal(event: Extract<ClassEvent, { type: 'acted' }>, refusal: Refusal): void {
    const deed = this.#state.seats.get(event.seat)?.past.find(({ id }) => id === event.id);
    if (deed !== undefined) deed.refusal = refusal;
  }
}

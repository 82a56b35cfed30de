import { CLOSE } from '../../shared/protocol/close.ts';
import type { BoardLine, CommandAnswer } from '../../shared/protocol/messages.ts';
import type { PublicState } from '../../shared/protocol/public-state.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import type { ClassRunner } from '../classes/class-runner.ts';
import { take } from '../limits/bucket.ts';
import { refusal } from '../refusals.ts';
import { type MessageKind, readCommand, refused } from './commands.ts';
import { type Connection, sayGoodbye } from './connection.ts';
import { goneFrom } from './gone.ts';
import { forget } from './last-sent.ts';
import { writeState } from './public-state.ts';
import { pushNetwork, pushOwn, urgencyOf } from './push.ts';
import { boardCalled, boardLines, isDeskAmong, isUnwanted, placeFor } from './screens.ts';
import { canBeShown, hasStalled, isSeatShown } from './stalled.ts';
import { type PageOrder, takeOver } from './takeover.ts';

/** How often counts and meters are sent to everybody, in ms; in play pages have enough else to show. */
const PUBLIC_MS = { playing: 1_000, else: 500 };
/** Private views that fall due together are spread over this many steps. */
const STEPS_A_ROUND = 8;
/** When every screen changes at once, this many viewers get their view in the same step, the rest within the next three. */
const AT_ONCE = 60;
const SERVER = { kind: 'server' } as const;

/** Everybody connected to one class: who comes and goes, what they ask and what they are sent. It knows no rule of the game. */
export class Audience {
  readonly runner: ClassRunner;
  private readonly state: PublicState;
  private readonly now: () => number;
  private readonly connections = new Set<Connection>();
  private readonly pages: PageOrder = new Map();
  private publicAt = 0;
  private turns = -1;
  private moves = 0;
  private newcomer = false;
  /** A step came while the class was hidden, and is made up for after the commit. */
  private isHeldUp = false;
  /** The public state has changes that have not been sent yet. */
  private unsent = false;
  private closed = false;

  constructor(runner: ClassRunner, state: PublicState, now: () => number) {
    this.runner = runner;
    this.state = state;
    this.now = now;
    this.writePublic();
    runner.whenKept(() => this.showIfHeldUp());
  }

  /** @returns why this viewer is refused */
  enter(connection: Connection): Refusal | undefined {
    const gone = goneFrom(connection.viewer, this.runner);
    if (gone !== undefined) return gone.why;
    const place = placeFor(connection, this.connections, this.runner.latest.onlyOpenedBoards);
    if ('refusal' in place) return place.refusal;
    if (place.evicted !== undefined) this.drop(place.evicted, CLOSE.board);
    this.connections.add(connection);
    this.newcomer = true;
    this.runner.catchUp();
    this.writePublic();
    return undefined;
  }

  leave(connection: Connection): void {
    const { viewer } = connection;
    if (!this.connections.delete(connection) || this.closed || viewer.kind !== 'seat') return;
    if (!isSeatShown(this.connections, viewer.seat)) {
      void this.runner.submit({ command: { type: 'disconnected', seat: viewer.seat }, actor: SERVER });
    }
  }

  /** The page is ready: it gets everything once, and changes from then on. */
  hello(connection: Connection): CommandAnswer {
    const now = this.now();
    if (!this.connections.has(connection)) return refused(refusal('not-yours'));
    if (!take(connection.messages, now) || !take(connection.hellos, now)) return refused(refusal('too-fast'));
    if (!connection.lastSent.ready) {
      const why = this.admit(connection);
      if (why !== undefined) return refused(why);
    }
    forget(connection.lastSent);
    pushOwn(connection, this.runner, now);
    pushNetwork(connection, this.runner, now);
    return { ok: true };
  }

  async command(connection: Connection, kind: MessageKind, payload: unknown): Promise<CommandAnswer> {
    if (!this.connections.has(connection)) return refused(refusal('not-yours'));
    if (!take(connection.messages, this.now())) return refused(refusal('too-fast'));
    const read = readCommand(kind, connection.viewer, payload);
    if ('refusal' in read) return refused(read.refusal);
    const outcome = await this.runner.submit(read);
    if (this.connections.has(connection) && canBeShown(connection)) pushOwn(connection, this.runner, this.now());
    return outcome.ok ? { ok: true } : refused(outcome.refusal);
  }

  /** One step of the class, or part of one if there is more to do than may be done at once. @returns whether more is left */
  step(): boolean {
    if (this.closed) return false;
    if (this.runner.step()) return true;
    this.dropStalled(this.now());
    this.show();
    return false;
  }

  private showIfHeldUp(): void {
    if (this.isHeldUp && !this.closed) this.show();
  }

  /** Sends the class as it is kept. While it is ahead of its journal, nothing is sent. */
  private show(): void {
    this.isHeldUp = this.runner.kept === null;
    if (this.isHeldUp) return;
    const now = this.now();
    const turned = this.turns !== this.runner.turns;
    const { moves } = this.runner.credentials;
    if (turned || moves !== this.moves) this.removeGone();
    this.moves = moves;
    this.turns = this.runner.turns;
    if (turned || now >= this.publicAt) this.writePublic();
    this.pushToEverybody(now);
  }

  /** Whether there is public state to send; it counts as sent from now on. */
  takeUnsent(): boolean {
    const { unsent } = this;
    this.unsent = false;
    return unsent;
  }

  /** Whether anybody is connected, if only to watch. */
  get isWatched(): boolean {
    return this.connections.size > 0;
  }

  boards(): readonly BoardLine[] {
    return boardLines(this.connections, this.now());
  }

  /** Disconnects a board for good. @returns whether there was one */
  removeBoard(id: string): boolean {
    const board = boardCalled(this.connections, id);
    if (board === undefined) return false;
    this.connections.delete(board);
    sayGoodbye(board, refusal('board-removed'), CLOSE.boardRemoved);
    return true;
  }

  /** The number of students connected, at least 1: an empty class goes on as well. */
  people(): number {
    const seats = [...this.connections].filter(({ viewer, lastSent }) => viewer.kind === 'seat' && lastSent.ready);
    return Math.max(1, seats.length);
  }

  /** Spreads the private views that are due over several steps, so that no step delays an answer for long. */
  private pushToEverybody(now: number): void {
    const playing = this.state.phase === 'play' && !this.state.paused;
    let turns = Math.ceil(this.connections.size / STEPS_A_ROUND);
    let atOnce = Math.max(AT_ONCE, 2 * turns);
    for (const connection of [...this.connections]) {
      if (!canBeShown(connection)) continue;
      pushNetwork(connection, this.runner, now);
      const need = urgencyOf(connection, this.runner, now, playing);
      if (need === 'now' ? atOnce-- > 0 : need === 'due' && turns-- > 0) {
        pushOwn(connection, this.runner, now);
        this.toTheEnd(connection);
      }
    }
  }

  /** Moves a served connection behind the others, so that a late server passes nobody over for ever. */
  private toTheEnd(connection: Connection): void {
    this.connections.delete(connection);
    this.connections.add(connection);
  }

  /** Disconnects everybody; nothing is sent or accepted any more. */
  close(why: Refusal | undefined, code: number): void {
    this.closed = true;
    for (const connection of this.connections)
      why === undefined ? connection.wire.close(code) : sayGoodbye(connection, why, code);
    this.connections.clear();
  }

  private writePublic(): void {
    const classroom = this.runner.kept;
    if (classroom === null) {
      this.publicAt = 0;
      return;
    }
    const view = { ...classroom.publicView(this.runner.at()), notice: this.runner.notice() };
    this.publicAt = this.now() + (view.phase === 'play' ? PUBLIC_MS.playing : PUBLIC_MS.else);
    const beside = { instructor: isDeskAmong(this.connections), pace: this.runner.pace.percent };
    if (writeState(this.state, view, beside, this.newcomer)) this.unsent = true;
    this.newcomer = false;
  }

  /** Handles a connection's first hello. @returns why its page may not show the class after all */
  private admit(connection: Connection): Refusal | undefined {
    const { viewer } = connection;
    const gone = goneFrom(viewer, this.runner);
    if (gone !== undefined) {
      connection.wire.send('goodbye', gone.why);
      this.drop(connection, gone.code);
      return gone.why;
    }
    const takeover = takeOver(connection, this.connections, this.pages);
    if ('lost' in takeover) {
      const why = refusal('other-tab');
      if (takeover.lost === 'other-tab') connection.wire.send('goodbye', why);
      this.drop(connection, takeover.lost === 'late' ? CLOSE.late : CLOSE.replaced);
      return why;
    }
    for (const earlier of takeover.replaced) this.drop(earlier, CLOSE.late);
    for (const other of takeover.evicted) {
      this.connections.delete(other);
      sayGoodbye(other, refusal('other-tab'), CLOSE.replaced);
    }
    if (viewer.kind === 'seat')
      void this.runner.submit({ command: { type: 'connected', seat: viewer.seat }, actor: SERVER });
    return undefined;
  }

  private drop(connection: Connection, code: number): void {
    this.connections.delete(connection);
    connection.wire.close(code);
  }

  /** Disconnects viewers whose seat was removed or has moved to another device. */
  private removeGone(): void {
    for (const connection of this.connections) {
      // A board that may not stay reconnects by itself, and is refused with a reason.
      if (isUnwanted(connection, this.runner.latest.onlyOpenedBoards)) this.drop(connection, CLOSE.board);
      const gone = goneFrom(connection.viewer, this.runner);
      if (gone === undefined) continue;
      this.connections.delete(connection);
      sayGoodbye(connection, gone.why, gone.code);
    }
  }

  private dropStalled(now: number): void {
    for (const connection of this.connections) {
      if (!hasStalled(connection, now)) continue;
      this.leave(connection);
      connection.wire.close(CLOSE.behind);
    }
  }
}

import { CLOSE } from '../../shared/protocol/close.ts';
import type { CommandAnswer } from '../../shared/protocol/messages.ts';
import type { PublicState } from '../../shared/protocol/state.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import type { ClassRunner } from '../classes/class-runner.ts';
import { take } from '../limits/bucket.ts';
import { refusal } from '../refusals.ts';
import { type MessageKind, readCommand, refused } from './commands.ts';
import { type Connection, sayGoodbye } from './connection.ts';
import { forget } from './last-sent.ts';
import { writeState } from './public-state.ts';
import { pushNetwork, pushOwn, urgencyOf } from './push.ts';

/** How often counts and meters go to everybody; in play the pages have enough to show. */
const PUBLIC_MS = { playing: 1_000, else: 500 };
const MOST_SCREENS = 24;
/** Over how many steps the private views are spread that fall due together. */
const STEPS_A_ROUND = 8;
/** When the class turns, as many see their new view in the same step; of larger classes the rest within the next three. */
const AT_ONCE = 60;
const SERVER = { kind: 'server' } as const;

/** Everybody who is connected to one class: who comes and goes, what they ask, and what they are shown. It knows no rule of the game. */
export class Audience {
  readonly runner: ClassRunner;
  private readonly state: PublicState;
  private readonly now: () => number;
  private readonly connections = new Set<Connection>();
  private publicAt = 0;
  private turns = -1;
  private newcomer = false;
  /** A step came while the class was ahead of its journal: it is made up for. */
  private heldUp = false;
  /** The public state holds what nobody has been sent yet. */
  private unsent = false;
  private closed = false;

  constructor(runner: ClassRunner, state: PublicState, now: () => number) {
    this.runner = runner;
    this.state = state;
    this.now = now;
    this.writePublic();
    runner.whenKept(() => this.catchUp());
  }

  /** @returns why this viewer can't come in */
  enter(connection: Connection): Refusal | undefined {
    const { viewer } = connection;
    if (viewer.kind === 'seat') {
      if (this.runner.kept?.hasSeat(viewer.seat) === false) return refusal('not-yours');
      this.replace(viewer.seat);
      void this.runner.submit({ command: { type: 'connected', seat: viewer.seat }, actor: SERVER });
    } else if (this.countOf(viewer.kind) >= MOST_SCREENS) return refusal('too-many-screens');
    this.connections.add(connection);
    this.newcomer = true;
    this.writePublic();
    return undefined;
  }

  leave(connection: Connection): void {
    const { viewer } = connection;
    if (!this.connections.delete(connection) || this.closed || viewer.kind !== 'seat') return;
    if (!this.seats().has(viewer.seat)) {
      void this.runner.submit({ command: { type: 'disconnected', seat: viewer.seat }, actor: SERVER });
    }
  }

  /** The page listens: it gets everything once, and from then on what changes. */
  hello(connection: Connection): CommandAnswer {
    const now = this.now();
    if (!take(connection.messages, now)) return refused(refusal('too-fast'));
    forget(connection.lastSent);
    pushOwn(connection, this.runner, now);
    pushNetwork(connection, this.runner, now);
    return { ok: true };
  }

  async command(connection: Connection, kind: MessageKind, payload: unknown): Promise<CommandAnswer> {
    if (!take(connection.messages, this.now())) return refused(refusal('too-fast'));
    const read = readCommand(kind, connection.viewer, payload);
    if ('refusal' in read) return refused(read.refusal);
    const outcome = await this.runner.submit(read);
    if (connection.lastSent.ready && this.connections.has(connection)) pushOwn(connection, this.runner, this.now());
    return outcome.ok ? { ok: true } : refused(outcome.refusal);
  }

  /** One step of the class. @returns whether there is public state to send */
  step(): boolean {
    if (this.closed) return false;
    this.runner.step();
    this.show();
    const { unsent } = this;
    this.unsent = false;
    return unsent;
  }

  private catchUp(): void {
    if (this.heldUp && !this.closed) this.show();
  }

  /** The class as it is kept. While it is ahead of its journal, the picture that was shown last stands. */
  private show(): void {
    this.heldUp = this.runner.kept === null;
    if (this.heldUp) return;
    const now = this.now();
    const turned = this.turns !== this.runner.turns;
    if (turned) this.removeKicked();
    this.turns = this.runner.turns;
    if (turned || now >= this.publicAt) this.writePublic();
    this.pushToEverybody(now);
  }

  /** Private views that are due take turns over several steps, so that none of these holds up an answer. */
  private pushToEverybody(now: number): void {
    const playing = this.state.phase === 'play' && !this.state.paused;
    let turns = Math.ceil(this.connections.size / STEPS_A_ROUND);
    let atOnce = Math.max(AT_ONCE, 2 * turns);
    for (const connection of [...this.connections]) {
      if (!connection.lastSent.ready) continue;
      pushNetwork(connection, this.runner, now);
      const need = urgencyOf(connection, this.runner, now, playing);
      if (need === 'now' ? atOnce-- > 0 : need === 'due' && turns-- > 0) {
        pushOwn(connection, this.runner, now);
        this.toTheEnd(connection);
      }
    }
  }

  /** Whoever was served waits behind those that were not: on a server that is late nobody is passed over for ever. */
  private toTheEnd(connection: Connection): void {
    this.connections.delete(connection);
    this.connections.add(connection);
  }

  /** Nothing more is shown or taken in; everybody is sent away. */
  close(why: Refusal | undefined, code: number): void {
    this.closed = true;
    for (const connection of this.connections)
      why === undefined ? connection.wire.close(code) : sayGoodbye(connection, why, code);
    this.connections.clear();
  }

  private writePublic(): void {
    const classroom = this.runner.kept;
    if (classroom === null) return;
    const view = { ...classroom.publicView(this.runner.at()), notice: this.runner.notice() };
    this.publicAt = this.now() + (view.phase === 'play' ? PUBLIC_MS.playing : PUBLIC_MS.else);
    if (writeState(this.state, view, this.countOf('desk') > 0, this.newcomer)) this.unsent = true;
    this.newcomer = false;
  }

  /** A second tab of the same seat: the newer one wins. */
  private replace(seat: string): void {
    for (const connection of this.connections) {
      if (connection.viewer.kind !== 'seat' || connection.viewer.seat !== seat) continue;
      this.connections.delete(connection);
      sayGoodbye(connection, refusal('other-tab'), CLOSE.replaced);
    }
  }

  /** Shows those out whose seat was taken away. */
  private removeKicked(): void {
    for (const connection of this.connections) {
      const { viewer } = connection;
      if (viewer.kind !== 'seat' || this.runner.kept?.hasSeat(viewer.seat) !== false) continue;
      this.connections.delete(connection);
      sayGoodbye(connection, refusal('kicked'), CLOSE.kicked);
    }
  }

  private countOf(kind: 'desk' | 'board'): number {
    return [...this.connections].filter(({ viewer }) => viewer.kind === kind).length;
  }

  private seats(): ReadonlySet<string> {
    return new Set([...this.connections].flatMap(({ viewer }) => (viewer.kind === 'seat' ? [viewer.seat] : [])));
  }
}

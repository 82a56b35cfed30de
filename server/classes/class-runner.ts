import type { Classroom } from '../../shared/class/index.ts';
import type { SeatLine } from '../../shared/protocol/views.ts';
import type { Said } from '../../shared/sim/index.ts';
import { type ClassSecrets, classSecrets } from '../identity/class-secrets.ts';
import type { Cause, Entry, Failed } from '../journal/contract.ts';
import { refusal } from '../refusals.ts';
import type { Budget } from './budget.ts';
import { type Checkpoints, newCheckpoints } from './checkpoints.ts';
import { type ClassClock, type ServerClocks, startClassClock } from './class-clock.ts';
import type { Credentials } from './credentials.ts';
import { type Ask, decideBatch, type Outcome } from './decide-batch.ts';
import { advanceInBits } from './fold.ts';
import { KeptClass, type Refused } from './kept-class.ts';
import { type Loaded, type LoadParts, loadClass } from './load.ts';
import { type Notices, newNotices } from './notice.ts';
import { Pace } from './pace.ts';

const MARK_MS = 1_000;
/** The most commands in one commit; others wait for the next. */
const MOST_AT_ONCE = 64;
const RETRY_MS = 1_000;

export interface RunnerParts extends ServerClocks, LoadParts {
  /** A sentence for whoever runs the server. */
  readonly report: (sentence: string) => void;
  /** Limits the load of this server; unlimited without one. */
  readonly budget?: Budget;
}

interface Waiting extends Ask {
  readonly answer: (outcome: Outcome) => void;
}

/**
 * A class in play: commands are decided in batches, kept, and only then answered and shown, as docs/journal.md says in section 2. The class
 * that is ahead of its journal is hidden by `KeptClass`.
 */
export class ClassRunner {
  readonly code: string;
  readonly credentials: Credentials;
  readonly secrets: ClassSecrets;
  /** Whether the class keeps up with its time. */
  readonly pace: Pace;
  /** When somebody last did something, in ms of the server's clock. */
  touched: number;
  private readonly shown: KeptClass;
  private readonly parts: RunnerParts;
  private readonly clock: ClassClock;
  private readonly notices: Notices;
  private readonly checkpoints: Checkpoints;
  private waiting: Waiting[] = [];
  private settling = false;
  private lastTick = Number.NEGATIVE_INFINITY;
  private retired = false;
  private trouble: { readonly retryAt: number; readonly failed: Failed } | null = null;

  constructor({ classroom, credentials, torn, behind }: Loaded, parts: RunnerParts) {
    this.code = classroom.code;
    this.shown = new KeptClass(classroom, parts.report);
    this.credentials = credentials;
    this.secrets = classSecrets(classroom.secret);
    this.parts = parts;
    this.clock = startClassClock(classroom.lastAt, parts);
    this.pace = new Pace(() => this.clock.at(), parts.stopwatch ?? (() => 0));
    this.notices = newNotices(parts.now);
    this.checkpoints = newCheckpoints(this.code, behind, parts);
    this.touched = parts.now();
    if (torn) this.tellLoss(classroom);
  }

  /** See `KeptClass`. */
  get kept(): Classroom | null {
    return this.shown.kept;
  }
  get latest(): Classroom {
    return this.shown.latest;
  }
  get version(): number {
    return this.shown.version;
  }
  get turns(): number {
    return this.shown.turns;
  }
  read<Value>(look: (classroom: Classroom) => Value): Promise<Value | Refused> {
    return this.shown.read(look);
  }
  whenKept(listener: () => void): void {
    this.shown.whenKept(listener);
  }
  roster(): readonly SeatLine[] {
    return this.shown.roster();
  }

  /** ms of class time: where the class stands, and its run with it. */
  at(): number {
    return this.pace.at;
  }

  /** What everybody in the class should know about the server, or null. */
  notice(): Said | null {
    return this.notices.current();
  }

  /** Why nothing can be saved just now, or null. */
  get problem(): Cause | null {
    return this.trouble?.failed.cause ?? null;
  }

  /** Answered once it is in the journal, or refused. */
  submit(ask: Ask): Promise<Outcome> {
    if (this.retired) return Promise.resolve({ ok: false, refusal: refusal('class-waits') });
    if (ask.actor.kind !== 'server') this.touched = this.parts.now();
    return new Promise((answer) => {
      this.waiting.push({ ...ask, answer });
      this.arrange();
    });
  }

  /** Stops this runner, so that another can go on where the journal ends. @returns whether that is possible: everything is kept */
  retire(): boolean {
    this.retired ||= !this.settling && this.trouble === null && this.kept !== null;
    return this.retired;
  }

  /** Advances the class towards now and decides what is due. @returns whether more is left than may be done at once */
  step(): boolean {
    this.notices.afterStop(this.clock.stoodStill(), this.kept);
    if (this.settling) return false;
    const { kept } = this;
    if (!this.pace.goOn(kept ?? NOTHING) && this.pace.mayGoOn) return true;
    if (this.pace.settle()) this.parts.report(slowness(this.code, this.pace.percent));
    const at = this.at();
    const due = kept?.due() ?? null;
    if (at - this.lastTick < MARK_MS && (due === null || at < due)) return false;
    this.lastTick = at;
    void this.submit({ command: { type: 'tick' }, actor: { kind: 'server' } });
    return false;
  }

  /** Advances the class for a viewer that can't wait for the next step. */
  catchUp(): void {
    if (!this.settling && this.kept !== null && this.pace.mayGoOn) this.pace.goOn(this.kept);
  }

  private arrange(): void {
    if (this.settling) return;
    this.settling = true;
    this.parts.soon(() => void this.settleAll());
  }

  private async settleAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, MOST_AT_ONCE);
      await this.settle(batch);
      if (batch.length === MOST_AT_ONCE) await new Promise<void>(this.parts.soon);
    }
    this.settling = false;
  }

  private async settle(batch: readonly Waiting[]): Promise<void> {
    const outcomes = await this.outcomesOf(batch);
    for (const [index, { answer }] of batch.entries())
      answer(outcomes[index] ?? { ok: false, refusal: refusal('broken') });
  }

  private async outcomesOf(batch: readonly Waiting[]): Promise<readonly Outcome[]> {
    if (!(await this.recovered())) return batch.map(() => ({ ok: false, refusal: refusal('not-saved') }));
    try {
      const classroom = this.shown.ahead();
      if (this.pace.mayGoOn) this.pace.goOn(classroom);
      const { entries, outcomes } = decideBatch(classroom, batch, this.at(), this.parts.budget);
      const written = entries.length === 0 ? WRITTEN : await this.parts.journal.append(this.code, entries);
      if (written.ok) {
        this.keep(entries, classroom);
        return outcomes;
      }
      this.fail(written);
    } catch (error) {
      this.parts.report(`Class ${this.code}: ${error instanceof Error ? error.stack : String(error)}`);
    }
    await this.rebuild();
    return batch.map(() => ({ ok: false, refusal: refusal(this.trouble === null ? 'broken' : 'not-saved') }));
  }

  private keep(entries: readonly Entry[], classroom: Classroom): void {
    for (const entry of entries) if (entry.type === 'grant') this.credentials.add(entry);
    this.checkpoints.after(entries.length, classroom, this.credentials.saved);
    this.shown.keep(entries);
  }

  /** While the journal can't be written, it is tried once a second with a mark of the time, and everything else is refused. */
  private async recovered(): Promise<boolean> {
    if (this.trouble === null) return true;
    if (this.parts.now() < this.trouble.retryAt) return false;
    if (this.kept === null && !(await this.rebuild())) return this.retryLater(this.trouble.failed);
    const event = { type: 'clock', at: this.at() } as const;
    const entries: readonly Entry[] = [{ type: 'event', event }];
    const written = await this.parts.journal.append(this.code, entries);
    if (!written.ok) return this.retryLater(written);
    this.shown.ahead().apply(event);
    this.shown.keep(entries);
    this.trouble = null;
    this.parts.report(`Class ${this.code}: the journal can be written again.`);
    return true;
  }

  private retryLater(failed: Failed): false {
    this.trouble = { retryAt: this.parts.now() + RETRY_MS, failed };
    return false;
  }

  private fail(failed: Failed): void {
    this.retryLater(failed);
    this.parts.report(
      `Class ${this.code}: the journal can't be written (${failed.problem}). The class goes on; acts are refused until it can.`,
    );
  }

  /** @returns whether there is a class to show again */
  private async rebuild(): Promise<boolean> {
    const loaded = await loadClass(this.code, this.parts);
    if (loaded?.ok === true) {
      await advanceInBits(loaded.classroom, this.at(), this.parts);
      this.shown.replace(loaded.classroom);
      if (loaded.torn) this.tellLoss(loaded.classroom);
      return true;
    }
    const failed: Failed = loaded ?? { ok: false, cause: 'damaged', problem: 'it is empty' };
    if (failed.problem !== this.trouble?.failed.problem)
      this.parts.report(`Class ${this.code}: the journal can't be read (${failed.problem}).`);
    this.shown.lose();
    return this.retryLater(failed);
  }

  private tellLoss(classroom: Classroom): void {
    const where = this.notices.afterLoss(classroom);
    this.parts.report(
      `Class ${this.code}: the end of its journal is lost. It goes on from its last whole entry: ${where}.`,
    );
  }
}

const WRITTEN = { ok: true } as const;
/** Stands in for a class whose journal can't be read, whose time goes on. */
const NOTHING = { isRunning: false, advance: () => undefined };

function slowness(code: string, percent: number): string {
  return `Class ${code} is too much for this server: its time passes at ${percent} % of its speed. Others go on as they should.`;
}

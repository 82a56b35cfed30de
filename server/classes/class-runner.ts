import type { Actor, Catalogue, Classroom, Command } from '../../shared/class/index.ts';
import type { SeatLine } from '../../shared/class/views.ts';
import type { Refusal, Said } from '../../shared/sim/index.ts';
import type { Cause, Credential, Entry, Failed, Journal } from '../journal/contract.ts';
import { refusal } from '../refusals.ts';
import { type Checkpoints, newCheckpoints } from './checkpoints.ts';
import { type ClassClock, type ServerClocks, startClassClock } from './class-clock.ts';
import { type Credentials, credentialsOf } from './credentials.ts';
import { KeptClass, type Refused } from './kept-class.ts';
import { type Loaded, loadClass } from './load.ts';
import { type Notices, newNotices } from './notice.ts';

const MARK_MS = 1_000;
const RETRY_MS = 1_000;

export interface Ask {
  readonly command: Command;
  readonly actor: Actor;
  /** A secret that is kept together with what the command leads to. */
  readonly credential?: (seat: string) => Credential;
}

/** `seat`: whose seat a join was about. */
export type Outcome = { readonly ok: true; readonly seat?: string } | { readonly ok: false; readonly refusal: Refusal };

export interface RunnerParts extends ServerClocks {
  readonly catalogue: Catalogue;
  readonly journal: Journal;
  /** Names the program, so that no other one takes its checkpoints for its own. */
  readonly engine: string;
  /** A sentence for whoever runs the server. */
  readonly report: (sentence: string) => void;
  /** Runs the work after everything that has arrived by now was taken in. */
  readonly soon: (work: () => void) => void;
}

interface Waiting extends Ask {
  readonly answer: (outcome: Outcome) => void;
}

/**
 * A class in play. Commands that arrive together are decided one after the other, each on what those before it did, and share one commit.
 * From the first of them until the commit is there the class is ahead of its journal and hidden: no answer, no view and no frame rests
 * on what is not kept. When a commit fails, the class is rebuilt from its journal.
 */
export class ClassRunner {
  readonly code: string;
  readonly credentials: Credentials;
  /** By the server's clock: when somebody last did something. */
  touched: number;
  private readonly shown: KeptClass;
  private readonly parts: RunnerParts;
  private readonly clock: ClassClock;
  private readonly notices: Notices;
  private readonly checkpoints: Checkpoints;
  private waiting: Waiting[] = [];
  private settling = false;
  private lastTick = Number.NEGATIVE_INFINITY;
  private trouble: { readonly retryAt: number; readonly failed: Failed } | null = null;

  constructor({ classroom, credentials, torn, behind }: Loaded, parts: RunnerParts) {
    this.code = classroom.code;
    this.shown = new KeptClass(classroom, parts.report);
    this.credentials = credentialsOf(credentials);
    this.parts = parts;
    this.clock = startClassClock(classroom.lastAt, parts);
    this.notices = newNotices(parts.now);
    this.checkpoints = newCheckpoints(this.code, behind, parts);
    this.touched = parts.now();
    if (torn) this.tellLoss(classroom);
  }

  /** See `KeptClass`. */
  get kept(): Classroom | null {
    return this.shown.kept;
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

  /** ms of class time. */
  at(): number {
    return this.clock.at();
  }

  /** What the people who see the class should know of the server, or null. */
  notice(): Said | null {
    return this.notices.current();
  }

  /** Why nothing can be saved just now, or null. */
  get problem(): Cause | null {
    return this.trouble?.failed.cause ?? null;
  }

  /** Answered once it is in the journal, or refused. */
  submit(ask: Ask): Promise<Outcome> {
    if (ask.actor.kind !== 'server') this.touched = this.parts.now();
    return new Promise((answer) => {
      this.waiting.push({ ...ask, answer });
      this.arrange();
    });
  }

  /** Lets the class go on to now, and asks it for what is due. */
  step(): void {
    const at = this.at();
    this.notices.afterStop(this.clock.stoodStill(), this.kept);
    if (this.settling) return;
    this.kept?.advance(at);
    const due = this.kept?.due() ?? null;
    if (at - this.lastTick < MARK_MS && (due === null || at < due)) return;
    this.lastTick = at;
    void this.submit({ command: { type: 'tick' }, actor: { kind: 'server' } });
  }

  private arrange(): void {
    if (this.settling) return;
    this.settling = true;
    this.parts.soon(() => void this.settleAll());
  }

  private async settleAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      await this.settle(batch);
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
    const at = this.at();
    const entries: Entry[] = [];
    try {
      const classroom = this.shown.ahead();
      classroom.advance(at);
      const outcomes = batch.map((ask) => decide(classroom, ask, at, entries));
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
    this.checkpoints.after(entries.length, classroom, this.credentials.all);
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

function decide(classroom: Classroom, { command, actor, credential }: Ask, at: number, entries: Entry[]): Outcome {
  const decision = classroom.decide(command, actor, at);
  if ('refusal' in decision) return { ok: false, refusal: decision.refusal };
  let refused: Refusal | undefined;
  for (const event of decision.events) {
    refused = classroom.apply(event) ?? refused;
    entries.push({ type: 'event', event });
  }
  if (credential !== undefined && decision.seat !== undefined) entries.push(credential(decision.seat));
  if (refused !== undefined) return { ok: false, refusal: refused };
  return { ok: true, ...(decision.seat === undefined ? {} : { seat: decision.seat }) };
}

import type { Actor, Catalogue, ClassEvent, Classroom, Command } from '../../shared/class/index.ts';
import type { SeatLine } from '../../shared/class/views.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { type ClassSecrets, classSecrets } from '../identity/class-secrets.ts';
import type { Credential, Entry, Journal } from '../journal/contract.ts';
import { refusal } from '../refusals.ts';
import type { Budget } from './budget.ts';
import { type Monotonic, startClassClock } from './class-clock.ts';
import type { Credentials } from './credentials.ts';
import { advanceInBits, rebuildInBits } from './fold.ts';
import { Pace } from './pace.ts';

const MARK_MS = 1_000;
/** Commands that share one commit; more wait for their turn. */
const MOST_AT_ONCE = 64;
const RETRY_MS = 1_000;
/** What happens so often that screens take it in at their own pace. */
const QUIET: ReadonlySet<ClassEvent['type']> = new Set([
  'joined',
  'connected',
  'disconnected',
  'predicted',
  'voted',
  'acted',
  'clock',
  'seat-code',
  'moved',
]);

export interface Ask {
  readonly command: Command;
  readonly actor: Actor;
  /** A secret that is kept together with what the command leads to. */
  readonly credential?: (seat: string) => Credential;
}

/** `seat`: whose seat a join was about. */
export type Outcome = { readonly ok: true; readonly seat?: string } | { readonly ok: false; readonly refusal: Refusal };

export interface RunnerParts {
  readonly catalogue: Catalogue;
  readonly journal: Journal;
  readonly now: Monotonic;
  /** A sentence for whoever runs the server. */
  readonly report: (sentence: string) => void;
  /** Runs the work after everything that has arrived by now was taken in. */
  readonly soon: (work: () => void) => void;
  /** ms of a clock that measures what work costs; without one nothing is too much. */
  readonly stopwatch?: () => number;
  /** How much there may be to do at all; without one, anything. */
  readonly budget?: Budget;
}

interface Waiting extends Ask {
  readonly answer: (outcome: Outcome) => void;
}

/**
 * A class in play. Commands that arrive together are decided one after the other and share one commit; nobody is answered before it. When a
 * commit fails, the class is rebuilt from its journal: what people see is always the fold of what is kept.
 */
export class ClassRunner {
  readonly code: string;
  readonly credentials: Credentials;
  readonly secrets: ClassSecrets;
  /** How the class gets on with its time. */
  readonly pace: Pace;
  /** Raised whenever something has happened. */
  version = 0;
  /** Raised when something has happened that every screen shows at once, such as another phase. */
  turns = 0;
  /** By the server's clock: when somebody last did something. */
  touched: number;
  private current: Classroom;
  private readonly parts: RunnerParts;
  private rosterCache: { version: number; lines: readonly SeatLine[] } = { version: -1, lines: [] };
  private waiting: Waiting[] = [];
  private settling = false;
  private lastTick = Number.NEGATIVE_INFINITY;
  private trouble: { readonly retryAt: number } | null = null;

  constructor(classroom: Classroom, credentials: Credentials, parts: RunnerParts) {
    this.code = classroom.code;
    this.current = classroom;
    this.credentials = credentials;
    this.secrets = classSecrets(classroom.secret);
    this.parts = parts;
    this.pace = new Pace(startClassClock(classroom.lastAt, parts.now), parts.stopwatch ?? (() => 0));
    this.touched = parts.now();
  }

  /** The class as it is; another object after a failed commit, so don't keep it. */
  get classroom(): Classroom {
    return this.current;
  }

  /** ms of class time: where the class stands, and its run with it. */
  at(): number {
    return this.pace.at;
  }

  /** Made once for all screens that show it. */
  roster(): readonly SeatLine[] {
    if (this.rosterCache.version !== this.version)
      this.rosterCache = { version: this.version, lines: this.current.roster() };
    return this.rosterCache.lines;
  }

  /** Answered once it is in the journal, or refused. */
  submit(ask: Ask): Promise<Outcome> {
    if (ask.actor.kind !== 'server') this.touched = this.parts.now();
    return new Promise((answer) => {
      this.waiting.push({ ...ask, answer });
      this.arrange();
    });
  }

  /** Lets the class go on towards now, and asks it for what is due. @returns whether there is more to do than may be done at once */
  step(): boolean {
    if (this.settling) return false;
    if (!this.pace.goOn(this.current) && this.pace.mayGoOn) return true;
    if (this.pace.settle()) this.parts.report(slowness(this.code, this.pace.percent));
    const at = this.at();
    const due = this.current.due();
    if (at - this.lastTick < MARK_MS && (due === null || at < due)) return false;
    this.lastTick = at;
    void this.submit({ command: { type: 'tick' }, actor: { kind: 'server' } });
    return false;
  }

  /** For whoever looks now, and can't wait for the next step. */
  catchUp(): void {
    if (!this.settling && this.pace.mayGoOn) this.pace.goOn(this.current);
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
    const entries: Entry[] = [];
    try {
      if (this.pace.mayGoOn) this.pace.goOn(this.current);
      const at = this.at();
      const outcomes = batch.map((ask) => this.decide(ask, at, entries));
      if (entries.length === 0) return outcomes;
      const written = await this.parts.journal.append(this.code, entries);
      if (written.ok) {
        this.keep(entries);
        return outcomes;
      }
      this.fail(written.problem);
    } catch (error) {
      this.parts.report(`Class ${this.code}: ${error instanceof Error ? error.stack : String(error)}`);
    }
    await this.rebuild();
    return batch.map(() => ({ ok: false, refusal: refusal(this.trouble === null ? 'broken' : 'not-saved') }));
  }

  private decide({ command, actor, credential }: Ask, at: number, entries: Entry[]): Outcome {
    const tooMuch = actor.kind === 'instructor' ? this.parts.budget?.refuses(this.current, command) : undefined;
    if (tooMuch !== undefined) return { ok: false, refusal: tooMuch };
    const decision = this.current.decide(command, actor, at);
    if ('refusal' in decision) return { ok: false, refusal: decision.refusal };
    let refused: Refusal | undefined;
    for (const event of decision.events) {
      refused = this.current.apply(event) ?? refused;
      entries.push({ type: 'event', event });
    }
    if (credential !== undefined && decision.seat !== undefined) entries.push(credential(decision.seat));
    if (refused !== undefined) return { ok: false, refusal: refused };
    return { ok: true, ...(decision.seat === undefined ? {} : { seat: decision.seat }) };
  }

  private keep(entries: readonly Entry[]): void {
    this.version += 1;
    for (const entry of entries) {
      if (entry.type === 'grant') this.credentials.add(entry);
      else if (!QUIET.has(entry.event.type)) this.turns += 1;
    }
  }

  /** While the journal can't be written, it is tried once a second with a mark of the time, and everything else is refused. */
  private async recovered(): Promise<boolean> {
    if (this.trouble === null) return true;
    if (this.parts.now() < this.trouble.retryAt) return false;
    const event = { type: 'clock', at: this.at() } as const;
    const written = await this.parts.journal.append(this.code, [{ type: 'event', event }]);
    if (!written.ok) {
      this.trouble = { retryAt: this.parts.now() + RETRY_MS };
      return false;
    }
    this.current.apply(event);
    this.trouble = null;
    this.parts.report(`Class ${this.code}: the journal can be written again.`);
    return true;
  }

  private fail(problem: string): void {
    this.trouble = { retryAt: this.parts.now() + RETRY_MS };
    this.parts.report(
      `Class ${this.code}: the journal can't be written (${problem}). The class goes on; acts are refused until it can.`,
    );
  }

  private async rebuild(): Promise<void> {
    const stored = await this.parts.journal.read(this.code);
    this.version += 1;
    if (!stored.ok)
      return this.parts.report(`Class ${this.code}: the journal can't be read either (${stored.problem}).`);
    const events = stored.entries.flatMap((entry) => (entry.type === 'event' ? [entry.event] : []));
    const rebuilt = await rebuildInBits(this.parts.catalogue, events, this.parts);
    await advanceInBits(rebuilt, this.at(), this.parts);
    this.current = rebuilt;
  }
}

function slowness(code: string, percent: number): string {
  return `Class ${code} is too much for this server: its time passes at ${percent} % of its speed. Others go on as they should.`;
}

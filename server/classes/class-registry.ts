import { randomInt } from 'node:crypto';
import { Classroom, openClass, type Report } from '../../shared/class/index.ts';
import type { LessonPlan } from '../../shared/scenarios/scenario.ts';
import { randomCode } from '../identity/codes.ts';
import { newClassSecret } from '../identity/secrets.ts';
import type { Entry, Failed } from '../journal/contract.ts';
import { refusal } from '../refusals.ts';
import { ClassRunner, type RunnerParts } from './class-runner.ts';
import { ClosedClasses } from './closed-classes.ts';
import { credentialsOf, DESK, newCredential } from './credentials.ts';
import { firstToGiveWay, type UsedClass } from './giving-way.ts';
import { type Health, problemsOf } from './health.ts';
import type { Refused } from './kept-class.ts';
import type { Loaded } from './load.ts';
import { OpenClasses } from './open-classes.ts';
import { IDLE_MS, type RestoreParts } from './restore.ts';
import { type SeatTaken, takeSeat } from './take-seat.ts';
import { inLine, newTurns } from './turns.ts';

export type { Refused } from './kept-class.ts';

const MOST_CLASSES = 200;
const CODE_TRIES = 50;
/** Machines in a class of one. */
const ALONE = 13;
const DAY_MS = 24 * 3_600_000;
/** ms that nobody may have been there, or asked, before a class rests: phones that lose their network together come back sooner. */
const REST_MS = 40_000;
/** ms between two looks whether anything could be written. */
const PROBE_MS = 15_000;

export interface RegistryParts extends RunnerParts, RestoreParts {
  /** Days that the records of a class are kept after it was last used. */
  readonly keepDays: number;
  /** Opens a room for the class, so that clients can join. */
  readonly admit: (runner: ClassRunner) => Promise<void>;
  /** Whether anybody is connected to it. */
  readonly isWatched: (code: string) => boolean;
  /** Disconnects everybody from a class that is closed. */
  readonly dismiss: (runner: ClassRunner) => Promise<void>;
  /** Takes down what `admit` set up for a class that nobody is connected to. */
  readonly takeDown: (runner: ClassRunner) => Promise<void>;
  /** Classes were let go of: a good moment to give back the memory that they had. */
  readonly collect?: () => void;
}

/** Every class of this server: those that are open, and the reports of those that are over. */
export class ClassRegistry {
  private readonly classes: OpenClasses;
  private readonly closed: ClosedClasses;
  private readonly parts: RegistryParts;
  private gone = 0;
  private unwritable: Failed | null = null;
  private probeAt = Number.NEGATIVE_INFINITY;
  private readonly leaving = new Set<string>();

  constructor(parts: RegistryParts) {
    this.parts = parts;
    const turns = newTurns();
    const soon = inLine(parts.soon);
    this.classes = new OpenClasses({ ...parts, soon, turns, admit: (loaded) => this.admit(loaded) });
    this.closed = new ClosedClasses({ ...parts, soon, inTurn: (work) => turns.take(work) });
  }

  /** The class with this code. If nobody has asked for it since the start, it is restored first. */
  async find(code: string): Promise<ClassRunner | Refused> {
    const found = await this.classes.find(code);
    if (found !== undefined) return found;
    const isOver = (await this.parts.journal.find(code)) === 'closed';
    return { refusal: refusal(isOver ? 'ended' : 'unknown-class') };
  }

  /** Whether an open class has this code, even if it can't be restored just now. Answers at once. */
  knows(code: string): boolean {
    return this.classes.knows(code);
  }

  /** The class if it is in memory. */
  awake(code: string): ClassRunner | undefined {
    return this.classes.awake(code);
  }

  async open(plan: {
    readonly title: string;
    readonly lesson: LessonPlan;
  }): Promise<{ readonly runner: ClassRunner; readonly key: string } | Refused> {
    if (this.classes.size >= MOST_CLASSES && !(await this.makeRoom())) return { refusal: refusal('server-full') };
    const { secret, credential } = newCredential(DESK);
    for (let tries = 0; tries < CODE_TRIES; tries += 1) {
      const code = randomCode();
      const events = openClass({ code, ...plan, seed: randomInt(2 ** 31), secret: newClassSecret() }, 0);
      const entries: readonly Entry[] = [credential, ...events.map((event) => ({ type: 'event', event }) as const)];
      const reserved = await this.parts.journal.reserve(code, entries);
      if (reserved.ok) {
        const classroom = Classroom.rebuild(this.parts.catalogue, events);
        const credentials = credentialsOf([credential]);
        const runner = await this.admit({ ok: true, classroom, credentials, torn: false, behind: 0 });
        return { runner, key: secret };
      }
      if (!reserved.taken) {
        this.parts.report(`No class can be opened: ${reserved.problem}.`);
        return { refusal: refusal(reserved.cause === 'busy' ? 'held' : 'not-saved') };
      }
    }
    return { refusal: refusal('server-full') };
  }

  /** Fills every other seat with bots and starts, for one person who tries the game out. */
  async startAlone(runner: ClassRunner): Promise<void> {
    await runner.submit({ command: { type: 'bots', fillTo: ALONE }, actor: { kind: 'instructor' } });
    const epoch = await runner.read((classroom) => classroom.epoch);
    if (typeof epoch === 'number')
      await runner.submit({ command: { type: 'start', epoch }, actor: { kind: 'instructor' } });
  }

  /** Gives a device its seat: a new one, or the one that it had. */
  async join(runner: ClassRunner, name: string, device: string): Promise<SeatTaken | Refused> {
    const taken = await takeSeat(runner, name, device);
    if (!('refusal' in taken)) runner.touched = this.parts.now();
    return taken;
  }

  /** The class's results, for who has the desk's key; of a class that is over as long as its records are kept. */
  async report(code: string, key: string): Promise<Report | Refused> {
    const runner = await this.find(code);
    if ('refusal' in runner) return runner.refusal.code === 'ended' ? this.closed.report(code, key) : runner;
    if (!runner.credentials.holds(DESK, key)) return { refusal: refusal('wrong-key') };
    return runner.read((classroom) => classroom.report());
  }

  /** Finds every class that was open when the server ended. @returns the codes of those that go on; they are brought back one by one */
  discover(): Promise<readonly string[]> {
    return this.classes.discover();
  }

  wakeAll(): Promise<void> {
    return this.classes.wakeAll();
  }

  /** Stops restoring classes. */
  stop(): Promise<void> {
    return this.classes.stop();
  }

  /** Closes classes that nobody has used for twelve hours, and deletes records that have expired. */
  async tidy(): Promise<void> {
    for (const { code, touched } of this.classes.facts)
      if (this.parts.now() - touched > IDLE_MS) await this.close(code, 'nobody has used it for twelve hours');
    const { keepDays, wallClock, report } = this.parts;
    const deleted = await this.parts.journal.expire(wallClock() - keepDays * DAY_MS);
    if (deleted.length > 0)
      report(`Deleted, as nobody has used them for ${keepDays} days: classes ${deleted.join(', ')}.`);
  }

  /** Lets go of the classes that everybody has left; their time holds until somebody comes back. */
  async rest(): Promise<void> {
    const rested = await this.classes.rest((runner, askedAt) => this.isLeft(runner, askedAt));
    if (rested.length > 0) this.parts.collect?.();
  }

  private isLeft({ code, touched, latest }: ClassRunner, askedAt: number): boolean {
    const { now, isWatched } = this.parts;
    // Whom seats were promised to, and when, is known only as long as the class is here.
    const isAwaited = latest.seats.some(({ claimed }) => !claimed);
    return !isWatched(code) && !isAwaited && now() - Math.max(touched, askedAt) > REST_MS;
  }

  /** Every class in memory. */
  get runners(): readonly ClassRunner[] {
    return this.classes.runners;
  }

  /** Every class that is here or rests, with whether anybody looks at it. */
  used(): readonly UsedClass[] {
    return this.classes.facts.map((facts) => ({ ...facts, isWatched: this.parts.isWatched(facts.code) }));
  }

  /** @returns whether a class gave way */
  private async makeRoom(): Promise<boolean> {
    const candidates = this.used().filter(({ code }) => !this.leaving.has(code));
    const giving = firstToGiveWay(candidates, this.parts.now());
    if (giving === undefined) return false;
    this.leaving.add(giving.code);
    const gone = await this.close(giving.code, 'it was empty, and room was wanted');
    this.leaving.delete(giving.code);
    return gone;
  }

  /** Retries what couldn't be opened or saved; called every few seconds. */
  async upkeep(): Promise<void> {
    const { journal, now } = this.parts;
    this.gone = await journal.look();
    if (this.unwritable !== null || now() >= this.probeAt) {
      const probed = await journal.probe();
      this.unwritable = probed.ok ? null : probed;
      this.probeAt = now() + PROBE_MS;
    }
    const held = this.classes.waiting.includes('busy');
    await this.classes.retry();
    // Whoever had the folder may have opened classes in it.
    if (held && !this.classes.waiting.includes('busy')) await this.classes.discover();
    await this.classes.wakeAll();
    await this.rest();
  }

  health(): Health {
    const { size, asleep, waiting, runners } = this.classes;
    const unsaved = runners.flatMap(({ problem }) => problem ?? []);
    const problems = problemsOf({
      unwritable: [
        ...(this.unwritable === null ? [] : [this.unwritable.cause]),
        ...Array.from({ length: this.gone }, () => 'gone' as const),
      ],
      unsaved,
      waiting,
    });
    return { ok: problems.length === 0, classes: size, asleep, problems };
  }

  private async admit(loaded: Loaded): Promise<ClassRunner> {
    const runner = new ClassRunner(loaded, this.parts);
    this.classes.add(runner);
    await this.parts.admit(runner);
    return runner;
  }

  /** Ends a class for good: everybody is sent away, and its journal is put with those that are over. @param why for the log @returns whether it was there */
  async close(code: string, why: string): Promise<boolean> {
    const { journal, report, dismiss } = this.parts;
    const runner = await this.classes.find(code);
    if (runner === undefined || 'refusal' in runner) return false;
    await runner.submit({ command: { type: 'close' }, actor: { kind: 'server' } });
    this.classes.remove(code);
    await dismiss(runner);
    const closed = await journal.close(code);
    report(
      closed.ok ? `Class ${code} was put away: ${why}.` : `Class ${code} could not be put away: ${closed.problem}.`,
    );
    return true;
  }
}

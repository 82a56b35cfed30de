import { randomInt } from 'node:crypto';
import { Classroom, openClass } from '../../shared/class/index.ts';
import type { LessonPlan } from '../../shared/scenarios/scenario.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { randomCode, randomSeatCode } from '../identity/codes.ts';
import { hashOf, newClassSecret, newSecret } from '../identity/secrets.ts';
import { tokenText } from '../identity/tokens.ts';
import type { Credential, Entry } from '../journal/contract.ts';
import { refusal } from '../refusals.ts';
import { ClassRunner, type Outcome, type RunnerParts } from './class-runner.ts';
import { DESK, emptyCredentials, newCredential } from './credentials.ts';
import { firstToGiveWay } from './giving-way.ts';
import { type Found, IDLE_MS, type RestoreParts, restoreClass } from './restore.ts';

const MOST_CLASSES = 200;
const CODE_TRIES = 50;
const SEAT_BYTES = 8;
/** Machines in a class of one. */
const ALONE = 13;

export type Refused = { readonly refusal: Refusal };
export interface SeatTaken {
  readonly seat: string;
  readonly token: string;
  readonly name: string;
}

export interface RegistryParts extends RunnerParts, RestoreParts {
  /** Makes the class reachable. */
  readonly admit: (runner: ClassRunner) => Promise<void>;
  /** Is anybody connected to it? */
  readonly isWatched: (code: string) => boolean;
  /** Takes everybody out of a class that is closed. */
  readonly dismiss: (runner: ClassRunner) => Promise<void>;
}

/** Every class of this server that is not closed. */
export class ClassRegistry {
  private readonly classes = new Map<string, ClassRunner>();
  private readonly setAside = new Set<string>();
  private readonly parts: RegistryParts;

  constructor(parts: RegistryParts) {
    this.parts = parts;
  }

  get size(): number {
    return this.classes.size;
  }

  /** Is there a class with this code, whatever has become of it? Told at once. */
  knows(code: string): boolean {
    return this.classes.has(code) || this.setAside.has(code);
  }

  find(code: string): ClassRunner | Refused {
    return this.classes.get(code) ?? { refusal: refusal(this.setAside.has(code) ? 'set-aside' : 'unknown-class') };
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
      if (reserved.ok)
        return { runner: await this.admit(Classroom.rebuild(this.parts.catalogue, events), [credential]), key: secret };
      if (!reserved.taken) {
        this.parts.report(`No class can be opened: ${reserved.problem}.`);
        return { refusal: refusal('not-saved') };
      }
    }
    return { refusal: refusal('server-full') };
  }

  /** Bots in every other place, and off it goes: for one person who tries it out. */
  async startAlone(runner: ClassRunner): Promise<void> {
    await runner.submit({ command: { type: 'bots', fillTo: ALONE }, actor: { kind: 'instructor' } });
    await runner.submit({ command: { type: 'start', epoch: runner.classroom.epoch }, actor: { kind: 'instructor' } });
  }

  /** Gives a device its seat: a new one, or the one that it had. */
  async join(runner: ClassRunner, name: string, device: string): Promise<SeatTaken | Refused> {
    const secret = newSecret();
    const outcome: Outcome = await runner.submit({
      command: {
        type: 'join',
        seat: hashOf(newSecret()).slice(0, 2 * SEAT_BYTES),
        device: hashOf(device),
        name,
        code: randomSeatCode(),
      },
      actor: { kind: 'server' },
      credential: (seat): Credential => ({ type: 'grant', holder: seat, hash: hashOf(secret) }),
    });
    if (!outcome.ok) return outcome;
    const { seat } = outcome;
    const view = seat === undefined ? undefined : runner.classroom.seatView(seat);
    if (seat === undefined || view === undefined) return { refusal: refusal('broken') };
    runner.touched = this.parts.now();
    return { seat, token: tokenText({ seat, secret }), name: view.name };
  }

  /** Brings back every class that was open when the server ended. @returns their codes */
  async restore(): Promise<readonly string[]> {
    for (const stored of await this.parts.journal.open()) await this.bringBack(await restoreClass(stored, this.parts));
    return [...this.classes.keys()];
  }

  /** Closes what nobody has touched for twelve hours. */
  async closeIdle(): Promise<void> {
    for (const runner of this.classes.values())
      if (this.parts.now() - runner.touched > IDLE_MS) await this.close(runner);
  }

  /** Every class that is open, with whether anybody looks at it. */
  used(): readonly { readonly runner: ClassRunner; readonly isWatched: boolean }[] {
    return Array.from(this.classes.values(), (runner) => ({ runner, isWatched: this.parts.isWatched(runner.code) }));
  }

  /** @returns whether a class gave way */
  private async makeRoom(): Promise<boolean> {
    const giving = firstToGiveWay(this.used(), this.parts.now());
    if (giving === undefined) return false;
    await this.close(giving.runner);
    return true;
  }

  private async bringBack(found: Found): Promise<void> {
    if (found.kind === 'set-aside') this.setAside.add(found.code);
    if (found.kind === 'open') await this.admit(found.classroom, found.credentials);
  }

  private async admit(classroom: Classroom, credentials: readonly Credential[]): Promise<ClassRunner> {
    const held = emptyCredentials();
    for (const credential of credentials) held.add(credential);
    const runner = new ClassRunner(classroom, held, this.parts);
    this.classes.set(runner.code, runner);
    await this.parts.admit(runner);
    return runner;
  }

  /** Ends a class for good: everybody is sent away, and its journal is put with those that are over. */
  async close(runner: ClassRunner): Promise<void> {
    await runner.submit({ command: { type: 'close' }, actor: { kind: 'server' } });
    this.classes.delete(runner.code);
    await this.parts.dismiss(runner);
    const closed = await this.parts.journal.close(runner.code);
    if (!closed.ok) this.parts.report(`Class ${runner.code} could not be put away: ${closed.problem}.`);
  }
}

import type { Cause, StoredClass } from '../journal/contract.ts';
import type { Monotonic } from './class-clock.ts';
import type { ClassRunner } from './class-runner.ts';
import { type ClassFacts, factsOf } from './giving-way.ts';
import type { Refused } from './kept-class.ts';
import type { Loaded } from './load.ts';
import { IDLE_MS, type RestoreParts, restoreClass } from './restore.ts';
import { refusalOf, type Slot, waiting } from './slots.ts';
import type { Turns } from './turns.ts';

export interface OpenParts extends RestoreParts {
  readonly now: Monotonic;
  readonly turns: Turns;
  /** Opens a room for a restored class. */
  readonly admit: (loaded: Loaded) => Promise<ClassRunner>;
  /** Closes a class's room. */
  readonly takeDown: (runner: ClassRunner) => Promise<void>;
}

/**
 * Every class that is not over. After a start each is brought back when somebody asks for it, and the others after that one by one. One
 * that everybody has left is let go of, and takes neither time nor memory until somebody asks for it again.
 */
export class OpenClasses {
  private readonly slots = new Map<string, Slot>();
  private readonly waking = new Map<string, Promise<Slot | undefined>>();
  private readonly goingToRest = new Map<string, Promise<void>>();
  private readonly parts: OpenParts;
  private stopped = false;

  constructor(parts: OpenParts) {
    this.parts = parts;
  }

  get size(): number {
    return this.slots.size;
  }

  get asleep(): number {
    return [...this.slots.values()].filter(({ kind }) => kind === 'asleep').length;
  }

  /** For each class that waits to be opened, why. */
  get waiting(): readonly Cause[] {
    return [...this.slots.values()].flatMap((slot) => (slot.kind === 'waits' ? [slot.failed.cause] : []));
  }

  get runners(): readonly ClassRunner[] {
    return [...this.slots.values()].flatMap((slot) => (slot.kind === 'open' ? [slot.runner] : []));
  }

  get facts(): readonly ClassFacts[] {
    return [...this.slots.values()].flatMap((slot) => {
      if (slot.kind === 'open') return [factsOf(slot.runner)];
      return slot.kind === 'resting' ? [slot.facts] : [];
    });
  }

  /** Notes every journal that was open when the server ended. @returns the codes of those that go on */
  async discover(): Promise<readonly string[]> {
    const stored = await this.parts.journal.open();
    for (const one of stored) if (!this.slots.has(one.code)) this.slots.set(one.code, { kind: 'asleep', stored: one });
    const now = this.parts.wallClock();
    return stored.filter(({ touched }) => now - touched <= IDLE_MS).map(({ code }) => code);
  }

  /** Restores the classes that nobody has asked for. */
  async wakeAll(): Promise<void> {
    for (const [code, { kind }] of [...this.slots]) if (kind === 'asleep') await this.wake(code);
  }

  /** Retries classes that couldn't be opened, with growing pauses. */
  async retry(): Promise<void> {
    for (const [code, slot] of [...this.slots])
      if (slot.kind === 'waits' && this.parts.now() >= slot.retryAt) await this.wake(code);
  }

  /** Resolves when the classes being restored are there; the others stay asleep. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.waking.values());
  }

  /** The class, restored if necessary; undefined if no class with this code is open. */
  async find(code: string): Promise<ClassRunner | Refused | undefined> {
    // A class that is being restored is not there before it is complete.
    const { kind } = this.slots.get(code) ?? {};
    const isOnItsWay = this.waking.has(code) || kind === 'asleep' || kind === 'resting';
    const slot = isOnItsWay ? await this.wake(code) : this.slots.get(code);
    if (slot === undefined) return undefined;
    if (slot.kind !== 'open') return refusalOf(slot);
    slot.askedAt = this.parts.now();
    return slot.runner;
  }

  /** Lets go of every class that may rest. @param mayRest told when somebody last asked for it @returns their codes, once they are gone */
  async rest(mayRest: (runner: ClassRunner, askedAt: number) => boolean): Promise<readonly string[]> {
    const going = [...this.slots.values()].flatMap((slot) => {
      if (slot.kind !== 'open' || !mayRest(slot.runner, slot.askedAt) || !slot.runner.retire()) return [];
      return [{ code: slot.runner.code, gone: this.letGo(slot.runner) }];
    });
    await Promise.all(going.map(({ gone }) => gone));
    return going.map(({ code }) => code);
  }

  private letGo(runner: ClassRunner): Promise<void> {
    const { code, touched } = runner;
    const { now, wallClock, takeDown } = this.parts;
    const stored = { code, touched: wallClock() - (now() - touched) };
    this.slots.set(code, { kind: 'resting', stored, facts: factsOf(runner) });
    const gone = takeDown(runner).finally(() => this.goingToRest.delete(code));
    this.goingToRest.set(code, gone);
    return gone;
  }

  /** Whether a class with this code is open, be it in memory, asleep or waiting. */
  knows(code: string): boolean {
    return this.slots.has(code);
  }

  /** The class if it is in memory. */
  awake(code: string): ClassRunner | undefined {
    const slot = this.slots.get(code);
    return slot?.kind === 'open' ? slot.runner : undefined;
  }

  add(runner: ClassRunner): void {
    this.slots.set(runner.code, { kind: 'open', runner, askedAt: this.parts.now() });
  }

  remove(code: string): void {
    this.slots.delete(code);
  }

  private wake(code: string): Promise<Slot | undefined> {
    const known = this.waking.get(code);
    if (known !== undefined) return known;
    const work = this.parts.turns.take(() => this.bringBack(code)).finally(() => this.waking.delete(code));
    this.waking.set(code, work);
    return work;
  }

  private async bringBack(code: string): Promise<Slot | undefined> {
    await this.goingToRest.get(code);
    const slot = this.slots.get(code);
    if (this.stopped || slot === undefined || !('stored' in slot)) return slot;
    const next = await this.restored(slot.stored, slot);
    if (next === undefined) this.slots.delete(code);
    else this.slots.set(code, next);
    return next;
  }

  private async restored(stored: StoredClass, before: Slot): Promise<Slot | undefined> {
    const { journal, report, now } = this.parts;
    // While another server had the folder it may have closed the class.
    if ((await journal.find(stored.code)) !== 'open') return undefined;
    const found = await restoreClass(stored, this.parts);
    switch (found.kind) {
      case 'open':
        return this.opened(await this.parts.admit(found.loaded), before);
      case 'waits': {
        const told = before.kind === 'waits' && before.failed.problem === found.failed.problem;
        if (!told) report(`Class ${stored.code} can't be opened just now: ${found.failed.problem}. It is tried again.`);
        return waiting(stored, found.failed, before, now());
      }
      case 'set-aside':
        return { kind: 'set-aside' };
      case 'over':
        return undefined;
    }
  }

  /** Asking for a class that rested doesn't yet count as using it. */
  private opened(runner: ClassRunner, before: Slot): Slot {
    if (before.kind === 'resting') runner.touched = before.facts.touched;
    return { kind: 'open', runner, askedAt: this.parts.now() };
  }
}

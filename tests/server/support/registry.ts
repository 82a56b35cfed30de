import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClassRegistry } from '../../../server/classes/class-registry.ts';
import type { ClassRunner } from '../../../server/classes/class-runner.ts';
import type { Journal } from '../../../server/journal/contract.ts';
import { openSqliteJournal } from '../../../server/journal/sqlite.ts';
import { CATALOGUE, LESSON } from '../../class/sample.ts';
import { press as pressAll } from './runner.ts';

export const HOUR = 3_600_000;

/** A server's classes on a real journal, without anything that carries them: a test starts it anew, and moves its clocks. */
export class RegistryWorld {
  readonly folder = mkdtempSync(join(tmpdir(), 'registry-'));
  journal: Journal = openSqliteJournal(this.folder);
  reports: string[] = [];
  admit: () => Promise<void> = async () => undefined;
  /** ms on the server's clock. */
  now = 0;
  /** Codes of the classes that somebody is connected to. */
  readonly watched = new Set<string>();
  takeDown: () => Promise<void> = async () => undefined;

  async end(): Promise<void> {
    await this.journal.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The registry of a server that starts `hours` after now. */
  registry(hours = 0, engine = 'engine'): ClassRegistry {
    return new ClassRegistry({
      catalogue: CATALOGUE,
      journal: this.journal,
      engine,
      keepDays: 30,
      now: () => this.now,
      uptime: () => this.now,
      longestStep: Number.POSITIVE_INFINITY,
      wallClock: () => Date.now() + hours * HOUR,
      report: (sentence) => this.reports.push(sentence),
      soon: (work) => setImmediate(work),
      admit: () => this.admit(),
      isWatched: (code) => this.watched.has(code),
      dismiss: async () => undefined,
      takeDown: () => this.takeDown(),
    });
  }

  /** The server ends without a word, and another one starts. */
  async restart(hours = 0, engine?: string): Promise<ClassRegistry> {
    await this.reopen();
    const registry = this.registry(hours, engine);
    await registry.discover();
    await registry.wakeAll();
    return registry;
  }

  /** @param wrap what a test does to the journal */
  async reopen(wrap: (journal: Journal) => Partial<Journal> = () => ({}), folder = this.folder): Promise<void> {
    await this.journal.dispose();
    const real = openSqliteJournal(folder);
    this.journal = { ...real, ...wrap(real) };
  }
}

export async function opened(registry: ClassRegistry): Promise<{ runner: ClassRunner; key: string }> {
  const answer = await registry.open({ title: 'Class', lesson: LESSON });
  if ('refusal' in answer) throw new Error(answer.refusal.code);
  return answer;
}

export async function foundIn(registry: ClassRegistry, code: string): Promise<ClassRunner> {
  const found = await registry.find(code);
  if ('refusal' in found) throw new Error(found.refusal.code);
  return found;
}

/** @returns the seat */
export async function joined(
  registry: ClassRegistry,
  runner: ClassRunner,
  name: string,
): Promise<{ seat: string; token: string }> {
  const taken = await registry.join(runner, name, `device-of-${name}`);
  if ('refusal' in taken) throw new Error(taken.refusal.code);
  return taken;
}

/** The desk presses these, one after the other. */
export function press(runner: ClassRunner, ...types: readonly ('start' | 'next' | 'back' | 'end')[]): Promise<void> {
  return pressAll(runner, ...types.map((type) => ({ type })));
}

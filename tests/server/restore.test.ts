import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { viewerOf } from '../../server/audience/viewer.ts';
import { ClassRegistry } from '../../server/classes/class-registry.ts';
import type { ClassRunner } from '../../server/classes/class-runner.ts';
import type { Entry, Journal } from '../../server/journal/contract.ts';
import { openSqliteJournal } from '../../server/journal/sqlite.ts';
import { CATALOGUE, LESSON } from '../class/sample.ts';
import { commandOf } from '../class/world.ts';

const HOUR = 3_600_000;
let folder = '';
let journal: Journal;
let reports: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'restore-'));
  journal = openSqliteJournal(folder);
  reports = [];
});
afterEach(async () => {
  await journal.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** The registry of a server that starts `hours` after now. */
function registryAfter(hours: number): ClassRegistry {
  return new ClassRegistry({
    catalogue: CATALOGUE,
    journal,
    now: () => 0,
    wallClock: () => Date.now() + hours * HOUR,
    report: (sentence) => reports.push(sentence),
    soon: (work) => setImmediate(work),
    admit: async () => undefined,
    dismiss: async () => undefined,
    isWatched: () => false,
  });
}

async function opened(registry: ClassRegistry): Promise<{ runner: ClassRunner; key: string }> {
  const answer = await registry.open({ title: 'Class', lesson: LESSON });
  if ('refusal' in answer) throw new Error(answer.refusal.code);
  return answer;
}

/** The server ends without a word, and another one starts. */
async function restart(hours = 0): Promise<ClassRegistry> {
  await journal.dispose();
  journal = openSqliteJournal(folder);
  const registry = registryAfter(hours);
  await registry.restore();
  return registry;
}

describe('After a restart', () => {
  test('keys and tokens open what they opened before, and nobody counts as connected', async () => {
    const first = registryAfter(0);
    const { runner, key } = await opened(first);
    const taken = await first.join(runner, 'Ada', 'device-of-Ada');
    if ('refusal' in taken) throw new Error(taken.refusal.code);
    await runner.submit({ command: { type: 'connected', seat: taken.seat }, actor: { kind: 'server' } });
    const found = (await restart()).find(runner.code);
    if ('refusal' in found) throw new Error(found.refusal.code);
    expect(viewerOf(found, { kind: 'desk', key })).toEqual({ kind: 'desk' });
    expect(viewerOf(found, { kind: 'seat', token: taken.token })).toEqual({
      kind: 'seat',
      seat: taken.seat,
      tenure: 0,
    });
    expect(found.classroom.roster()).toMatchObject([{ name: 'Ada', connected: false }]);
  });

  test('class time goes on from the last event', async () => {
    const { runner } = await opened(registryAfter(0));
    await runner.submit({
      command: commandOf({ type: 'start' }, runner.classroom, runner.at()),
      actor: { kind: 'instructor' },
    });
    const found = (await restart()).find(runner.code);
    expect('refusal' in found || found.at()).toBe(runner.classroom.lastAt);
  });

  test('a class of yesterday is closed, one of an hour ago is not', async () => {
    const { runner } = await opened(registryAfter(0));
    expect('refusal' in (await restart(11)).find(runner.code)).toBe(false);
    const later = await restart(13);
    expect(later.find(runner.code)).toMatchObject({ refusal: { code: 'unknown-class' } });
    expect(await journal.reserve(runner.code, [])).toEqual({ ok: false, taken: true });
  });

  test('a journal that is whole but no class is set aside with a sentence; one that nobody was told of is put away', async () => {
    const odd: Entry = { type: 'event', event: { type: 'clock', at: 0 } };
    await journal.reserve('CDFGHJ', [odd]);
    await journal.reserve('JKMNP', []);
    const registry = await restart();
    expect(registry.find('CDFGHJ')).toMatchObject({ refusal: { code: 'set-aside' } });
    expect(registry.find('JKMNP')).toMatchObject({ refusal: { code: 'unknown-class' } });
    expect(reports).toEqual([expect.stringMatching(/^Class CDFGHJ was set aside: .+ other classes go on\.$/)]);
  });
});

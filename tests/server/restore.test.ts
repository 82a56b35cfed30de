import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Entry, Journal } from '../../server/journal/contract.ts';
import { openSqliteJournal } from '../../server/journal/sqlite.ts';
import { House } from '../../server/rooms/house.ts';
import type { LiveClass } from '../../server/rooms/live-class.ts';
import { viewerOf } from '../../server/rooms/viewer.ts';
import { CATALOGUE, LESSON } from '../class/sample.ts';

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

/** A house as a server has it that starts `hours` after now. */
function houseAfter(hours: number): House {
  return new House({
    catalogue: CATALOGUE,
    journal,
    now: () => 0,
    wallClock: () => Date.now() + hours * HOUR,
    report: (sentence) => reports.push(sentence),
    soon: (work) => setImmediate(work),
    admit: async () => undefined,
    dismiss: async () => undefined,
  });
}

async function opened(house: House): Promise<{ live: LiveClass; key: string }> {
  const answer = await house.open({ title: 'Class', lesson: LESSON });
  if ('refusal' in answer) throw new Error(answer.refusal.code);
  return answer;
}

/** The server ends without a word, and another one starts. */
async function restart(hours = 0): Promise<House> {
  await journal.dispose();
  journal = openSqliteJournal(folder);
  const house = houseAfter(hours);
  await house.restore();
  return house;
}

describe('After a restart', () => {
  test('keys and tokens open what they opened before, and nobody counts as connected', async () => {
    const first = houseAfter(0);
    const { live, key } = await opened(first);
    const taken = await first.join(live, 'Ada', 'device-of-Ada');
    if ('refusal' in taken) throw new Error(taken.refusal.code);
    await live.submit({ command: { type: 'connected', seat: taken.seat }, actor: { kind: 'server' } });
    const found = (await restart()).find(live.code);
    if ('refusal' in found) throw new Error(found.refusal.code);
    expect(viewerOf(found, { kind: 'desk', key })).toEqual({ kind: 'desk' });
    expect(viewerOf(found, { kind: 'seat', token: taken.token })).toEqual({ kind: 'seat', seat: taken.seat });
    expect(found.room.roster()).toMatchObject([{ name: 'Ada', connected: false }]);
  });

  test('class time goes on from the last event', async () => {
    const { live } = await opened(houseAfter(0));
    await live.submit({ command: { type: 'start' }, actor: { kind: 'instructor' } });
    const found = (await restart()).find(live.code);
    expect('refusal' in found || found.at()).toBe(live.room.lastAt);
  });

  test('a class of yesterday is closed, one of an hour ago is not', async () => {
    const { live } = await opened(houseAfter(0));
    expect('refusal' in (await restart(11)).find(live.code)).toBe(false);
    const later = await restart(13);
    expect(later.find(live.code)).toMatchObject({ refusal: { code: 'unknown-class' } });
    expect(await journal.reserve(live.code, [])).toEqual({ ok: false, taken: true });
  });

  test('a journal that is whole but no class is set aside with a sentence; one that nobody was told of is put away', async () => {
    const odd: Entry = { type: 'event', event: { type: 'clock', at: 0 } };
    await journal.reserve('CDFGH', [odd]);
    await journal.reserve('JKMNP', []);
    const house = await restart();
    expect(house.find('CDFGH')).toMatchObject({ refusal: { code: 'set-aside' } });
    expect(house.find('JKMNP')).toMatchObject({ refusal: { code: 'unknown-class' } });
    expect(reports).toEqual([expect.stringMatching(/^Class CDFGH was set aside: .+ other classes go on\.$/)]);
  });
});

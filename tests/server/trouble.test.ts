import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Journal } from '../../server/journal/contract.ts';
import { openSqliteJournal } from '../../server/journal/sqlite.ts';
import { startTestApp, type TestApp } from './support/app.ts';
import { ask, openClass, refusalOf } from './support/ask.ts';
import { FULL } from './support/memory-journal.ts';
import { joinStudent, openDesk } from './support/page.ts';

let full = false;
let game: TestApp;

/** A disk that a test can fill up. */
function fillable(journal: Journal): Journal {
  return {
    ...journal,
    append: (code, entries) => (full ? Promise.resolve(FULL) : journal.append(code, entries)),
    reserve: (code, entries) => (full ? Promise.resolve({ ...FULL, taken: false }) : journal.reserve(code, entries)),
  };
}

beforeAll(async () => {
  game = await startTestApp({ journal: (folder) => fillable(openSqliteJournal(folder)) });
});
afterAll(() => game.close());

test('When the disk is full in mid-class, acts and joins are refused with a sentence, the round goes on, and so does everything once there is room', async () => {
  const { code, desk } = await openDesk(game.url);
  const ada = await joinStudent(game.url, code, 'Ada');
  await desk.skipTo('play');
  await ada.page.until(() => ada.page.seat?.play?.verbs.some(({ blocked }) => blocked === undefined) ?? false);
  const verb = ada.page.seat?.play?.verbs.find(({ blocked }) => blocked === undefined);
  if (verb === undefined) throw new Error('no verb');
  const tap = (id: string) => ada.page.act({ type: 'act', id, action: verb.action });

  full = true;
  expect(await tap('first')).toEqual({ ok: false, refusal: { code: 'not-saved', said: { key: 'refusal.not-saved' } } });
  expect(await desk.instruct({ type: 'lock', on: true })).toMatchObject({ ok: false, refusal: { code: 'not-saved' } });
  const late = { name: 'Late', device: 'device-of-Late' };
  const answer = await ask(`${game.url}/api/classes/${code}/seats`, late);
  expect(answer).toMatchObject({ status: 503, body: { ok: false, english: expect.stringContaining('disk') } });
  expect(await refusalOf(ask(`${game.url}/api/classes`, { lesson: 'sample-lesson' }))).toBe('not-saved');

  const frames = desk.frames.length;
  const time = desk.frames.at(-1)?.t ?? 0;
  await desk.until(() => desk.frames.length > frames + 3 && (desk.frames.at(-1)?.t ?? 0) > time);
  expect(ada.page.closed).toBeUndefined();
  expect(game.reports.filter((line) => line.includes(code))).toEqual([expect.stringContaining('disk is full')]);

  full = false;
  game.clock.skip(1_100);
  const again = await tap('second');
  if (!again.ok) expect(again.refusal.code).not.toBe('not-saved');
  await desk.until(() => game.reports.some((line) => line.includes('can be written again')));
  expect((await ask(`${game.url}/api/classes/${code}/seats`, late)).status).toBe(200);
  await desk.until(() => [...desk.roster.values()].some(({ name }) => name === 'Late'));
  await openClass(game.url);
});

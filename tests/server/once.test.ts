import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MOST_ACTS_PER_SECOND } from '../../shared/class/decide/student.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import { CALM } from '../class/calm.ts';
import { startTestApp, type TestApp } from './support/app.ts';
import { codeOf, request } from './support/asked.ts';
import { joinStudent, openDesk, Page } from './support/page.ts';
import { startServer } from './support/process.ts';

const WAVE = { type: 'wave' };

let game: TestApp;
const folder = mkdtempSync(join(tmpdir(), 'once-'));
beforeAll(async () => {
  game = await startTestApp({ lesson: CALM });
});
afterAll(async () => {
  await game.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Accepted acts of the only student, as the report counts them. */
async function actsOf(url: string, code: string, key: string): Promise<number> {
  const report = await fetch(`${url}/api/classes/${code}/report.csv`, { headers: { authorization: `Bearer ${key}` } });
  const [head = '', student = ''] = (await report.text()).split('\r\n');
  return Number(student.split(',')[head.split(',').indexOf('acts')]);
}

test('An act that is sent again after forty others, from a reloaded page or beside a second tab counts once', async () => {
  const { code, key, desk } = await openDesk(game.url);
  const ada = await joinStudent(game.url, code, 'Ada');
  await desk.skipTo('play');
  await ada.page.until(() => ada.page.seat?.play != null);
  const first = { type: 'act', id: 'first-of-all', number: 1, action: WAVE, epoch: ada.page.state.epoch };
  const again = (page: Page) => request(page, 'student', first).then(codeOf);
  expect(await again(ada.page)).toBe('ok');
  expect(await again(ada.page), 'at once it gets its old answer').toBe('ok');
  for (let other = 1; other <= 40; other += 1) {
    if (other % (MOST_ACTS_PER_SECOND - 1) === 0) game.clock.skip(1_100);
    if (other % 10 === 0) await desk.instruct({ type: 'extend', seconds: 30 });
    expect(await ada.page.act({ type: 'act', action: WAVE })).toEqual({ ok: true });
  }
  game.clock.skip(2_000);
  expect(await again(ada.page)).toBe('out-of-order');

  const reloaded = await Page.open(game.url, code, { kind: 'seat', token: ada.token });
  await ada.page.until(() => ada.page.closed === CLOSE.replaced);
  await reloaded.until(() => reloaded.seat?.taken === 41);
  expect(await again(reloaded)).toBe('out-of-order');
  expect(await reloaded.act({ type: 'act', action: WAVE })).toEqual({ ok: true });
  expect(await again(reloaded)).toBe('out-of-order');
  await desk.skipTo('reveal');
  expect(await actsOf(game.url, code, key)).toBe(42);
});

test('An act that is sent again after kill -9 and a new start counts once', async () => {
  const before = await startServer('--port', '0', '--data', folder);
  const { code, key, desk } = await openDesk(before.url, 'first-lesson');
  const ada = await joinStudent(before.url, code, 'Ada');
  await desk.skipTo('play');
  const open = () =>
    [...(ada.page.seat?.play?.offers ?? []), ...(ada.page.seat?.play?.verbs ?? [])].find(
      ({ blocked }) => blocked === undefined,
    );
  await ada.page.until(() => open() !== undefined);
  const act = { type: 'act', id: 'first-of-all', number: 1, action: open()?.action, epoch: ada.page.state.epoch };
  expect(codeOf(await request(ada.page, 'student', act))).toBe('ok');
  await before.end('SIGKILL');

  const after = await startServer('--port', '0', '--data', folder);
  const page = await Page.open(after.url, code, { kind: 'seat', token: ada.token });
  await page.until(() => page.seat?.taken === 1);
  expect(codeOf(await request(page, 'student', act)), 'its old answer').toBe('ok');
  const other = { ...act, id: 'of-another-tab' };
  expect(codeOf(await request(page, 'student', other))).toBe('out-of-order');
  const back = await Page.open(after.url, code, { kind: 'desk', key });
  await back.skipTo('reveal');
  expect(await actsOf(after.url, code, key)).toBe(1);
  await after.end('SIGTERM');
});

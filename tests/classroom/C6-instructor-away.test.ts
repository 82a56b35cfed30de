import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AddressAnswer } from '../../shared/protocol/messages.ts';
import type { Said } from '../../shared/sim/index.ts';
import { startTestApp } from '../server/support/app.ts';
import { ask } from '../server/support/ask.ts';
import { joinStudent, openDesk, Page } from '../server/support/page.ts';
import { type ServerProcess, startServer } from '../server/support/process.ts';

/** ms that the server stands still: the fault itself. */
const STOP_MS = 12_000;

let folder = '';
let server: ServerProcess;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sleep-'));
  server = await startServer('--port', '0', '--data', folder);
});
afterAll(async () => {
  await server.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const noticeOn = ({ state }: Page): Said | null => JSON.parse(state.notice) as Said | null;

test('C6: the instructor’s desk is closed: the class is told and goes on, and any device takes over with the link that the desk showed', async () => {
  const { code, key, desk } = await openDesk(server.url, 'first-lesson');
  const ada = await joinStudent(server.url, code, 'Ada');
  const board = await Page.open(server.url, code, { kind: 'board' });
  const headers = { authorization: `Bearer ${key}` };
  const { body } = await ask<AddressAnswer>(`${server.url}/api/classes/${code}/address`, undefined, { headers });
  await desk.skipTo('predict');
  await ada.page.until(() => ada.page.state.phase === 'predict' && ada.page.state.instructor);
  desk.drop();
  await ada.page.until(() => !ada.page.state.instructor);
  await board.until(() => !board.state.instructor);
  expect((await ada.page.act({ type: 'predict', prediction: { better: 'same', sure: 2, finish: 50 } })).ok).toBe(true);
  await board.until(() => board.state.acted === 1);

  // As the desk shows it for another device, host and all.
  const link = new URL(`${body.url}/teach#${code}.${key}`);
  expect(link.host, 'of a server for its own computer alone').toBe(`localhost:${server.port}`);
  const [linkedCode = '', linkedKey = ''] = link.hash.slice(1).split('.');
  const tablet = await Page.open(link.origin, linkedCode, { kind: 'desk', key: linkedKey });
  await ada.page.until(() => ada.page.state.instructor);
  const { epoch } = tablet.state;
  expect(await tablet.instruct({ type: 'next' })).toEqual({ ok: true });
  expect(tablet.state.epoch).toBe(epoch + 1);
  await ada.page.until(() => ada.page.state.phase === 'play');
  expect([ada.page.closed, ada.page.seat?.prediction?.finish]).toEqual([undefined, 50]);
  for (const page of [tablet, ada.page, board]) page.drop();
});

test('C6: the class goes from phase to phase by itself while no desk is there', async () => {
  const app = await startTestApp();
  const { code, desk } = await openDesk(app.url);
  const { page } = await joinStudent(app.url, code, 'Ada');
  await desk.skipTo('brief');
  desk.drop();
  await page.until(() => page.state.phase === 'brief' && !page.state.instructor);
  for (const next of ['predict', 'play', 'reveal']) {
    app.clock.skip(page.state.clockEndsAt - page.state.clockAt);
    await page.until(() => page.state.phase === next);
  }
  page.drop();
  await app.close();
});

test('C6: a server that was stopped in play goes on where it was: the class’s clock has waited, and desk and board are told for how long', async () => {
  const { code, desk } = await openDesk(server.url, 'first-lesson');
  const board = await Page.open(server.url, code, { kind: 'board' });
  await desk.skipTo('play');
  await desk.instruct({ type: 'extend', seconds: 600 });
  const { clockAt } = desk.state;
  await desk.until(() => desk.state.clockAt > clockAt);
  const before = { class: desk.state.clockAt, outside: performance.now() };
  expect([noticeOn(desk), noticeOn(board)]).toEqual([null, null]);

  server.child.kill('SIGSTOP');
  await setTimeout(STOP_MS);
  server.child.kill('SIGCONT');

  await desk.until(() => noticeOn(desk) !== null);
  await board.until(() => noticeOn(board) !== null);
  const passed = { class: desk.state.clockAt - before.class, outside: performance.now() - before.outside };
  expect(passed.class).toBeLessThan(passed.outside - STOP_MS / 2);
  expect(desk.state.phase).toBe('play');
  expect(noticeOn(desk)).toMatchObject({ key: 'notice.stopped', args: { time: expect.stringMatching(/^0:\d\d$/) } });
  expect(noticeOn(board)).toEqual(noticeOn(desk));
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Said } from '../../shared/sim/index.ts';
import { openDesk, Page } from './support/page.ts';
import { type ServerProcess, startServer } from './support/process.ts';

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

test('A server that was stopped in play goes on where it was: the class’s clock has waited, and desk and board are told for how long', async () => {
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

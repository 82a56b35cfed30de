import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Session } from '../../client/connection/index.ts';
import { takeSeat } from '../server/support/ask.ts';
import { openDesk } from '../server/support/page.ts';
import { type ServerProcess, startServer } from '../server/support/process.ts';
import { all, type LivePages, livePages } from '../support/live-pages.ts';
import { startProxy, type TestProxy } from '../support/proxy.ts';

const STUDENTS = 60;
/** ms of the pages' clock. */
const [SECOND, AWAY, BACK_WITHIN] = [1_000, 30_000, 30_000];
/** So many of the class may come back within one second. */
const AT_ONCE = STUDENTS / 2;

const soon = { timeout: 30_000 };

let folder: string;
let server: ServerProcess;
let proxy: TestProxy;
let pages: LivePages;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lost-network-'));
  server = await startServer('--port', '0', '--data', folder);
  proxy = await startProxy(server.port);
});
afterAll(async () => {
  pages.close();
  await proxy.close();
  await server.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** What must be the same afterwards: the class is paused, so that no point is won meanwhile. */
function identity({ seat }: Session) {
  const { value } = seat;
  if (value === null) throw new Error('no seat was shown');
  const { name, node, role, points, prediction, taken } = value;
  return { seat: value.seat, name, node, role: role?.id ?? null, points, prediction, taken };
}

/** The most that lie within one second. */
const crowd = (times: readonly number[]): number =>
  Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + SECOND).length));

test('C2: 60 students who lose the network for 30 s in play are back within 30 s of it, not all at once, each with the own seat, role and score', async () => {
  const { code, desk } = await openDesk(server.url, 'first-lesson');
  const names = Array.from({ length: STUDENTS }, (_, index) => `Pupil ${index + 1}`);
  const seats = await Promise.all(names.map((name) => takeSeat(server.url, code, name)));
  pages = livePages(proxy.url, code);
  const sessions = seats.map(({ token }) => pages.open({ kind: 'seat', token }));
  await all(sessions, 'connected');
  await desk.skipTo('play');
  await desk.instruct({ type: 'pause' });
  await vi.waitFor(() => {
    for (const { view, seat } of sessions) {
      expect(view.value).toMatchObject({ phase: 'play', clock: { paused: true } });
      expect(seat.value?.play).not.toBeNull();
    }
  }, soon);
  const before = sessions.map(identity);

  const left = all(sessions, 'away');
  proxy.set('down');
  await left;
  await desk.until(() => desk.state.connected === 0);
  await pages.pass(AWAY);
  const back = pages.now;
  proxy.set('pass');
  await pages.pass(BACK_WITHIN);
  expect(sessions.filter(({ link }) => link.value.state === 'connected').length).toBe(STUDENTS);

  await desk.until(() => desk.state.connected === STUDENTS);
  expect(desk.state.joined).toBe(STUDENTS);
  expect([...desk.roster.values()].map(({ name }) => name).sort()).toEqual(names.toSorted());
  expect(sessions.map(identity)).toEqual(before);
  const tries = pages.tries.filter((time) => time >= back);
  expect(tries.length).toBeGreaterThan(STUDENTS / 2);
  expect(crowd(tries)).toBeLessThanOrEqual(AT_ONCE);
});

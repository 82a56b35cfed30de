import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from '../server/support/ask.ts';
import { Page } from '../server/support/page.ts';
import { type ServerProcess, startServer } from '../server/support/process.ts';
import { type LongDay, makeLongDay } from './long-day.ts';
import type { Line, Part } from './part.ts';

const MINUTES = 45;
const STUDENTS = 30;
const BACK_MS = 5_000;

/** A server that was killed at the end of a long day and is started again: how soon who asks gets an answer. */
export const restart: Part = {
  id: 'restart',
  title: `Started again after a long day: ten classes of ${MINUTES} minutes, ${STUDENTS} machines each, in play`,
  async *run() {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    const day = await makeLongDay(folder, MINUTES, STUDENTS);
    yield { what: 'entries in each journal', value: day.entries, unit: 'entries' };
    for (const time of ['first', 'second']) {
      const started = performance.now();
      const server = await startServer('--port', '0', '--data', folder);
      yield* await linesOf(server, day, started, `${time} start`);
      await server.end('SIGKILL');
    }
    rmSync(folder, { recursive: true, force: true });
  },
};

/** All classes are asked for at once, as after an outage. */
async function linesOf(server: ServerProcess, day: LongDay, started: number, when: string): Promise<readonly Line[]> {
  const up = performance.now();
  const since = () => performance.now() - up;
  const [health, known, back] = await Promise.all([
    ask(`${server.url}/health`).then(since),
    Promise.all(day.codes.map((code) => ask(`${server.url}/api/classes/${code}`).then(since))),
    Promise.all(day.codes.map((code) => seen(server.url, code, day.key).then(since))),
  ]);
  const goal = { goal: { atMost: BACK_MS } };
  return [
    { what: `${when}: until it listens`, value: up - started, unit: 'ms', ...goal },
    { what: `${when}: then, first answer`, value: health, unit: 'ms', ...goal },
    { what: `${when}: then, first class answers`, value: Math.min(...known), unit: 'ms', ...goal },
    { what: `${when}: then, last class answers`, value: Math.max(...known), unit: 'ms', ...goal },
    { what: `${when}: then, last desk shows its run`, value: Math.max(...back), unit: 'ms', ...goal },
  ];
}

async function seen(url: string, code: string, key: string): Promise<void> {
  const page = await Page.open(url, code, { kind: 'desk', key });
  await page.until(() => page.frames.length > 0);
  page.drop();
}

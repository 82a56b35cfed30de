import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from '../server/support/ask.ts';
import { Page } from '../server/support/page.ts';
import { type ServerProcess, startServer } from '../server/support/process.ts';
import { cpuSeconds } from './cpu.ts';
import { pause } from './figures.ts';
import { type LongDay, makeLongDay } from './long-day.ts';
import type { Line, Part } from './part.ts';

const MINUTES = 45;
const STUDENTS = 30;
const BACK_MS = 5_000;
const AGAIN_MS = 500;
const MOST_TRIES = 200;

/** A server that was killed at the end of a long day and is started again: how soon who asks gets an answer. */
export const restart: Part = {
  id: 'restart',
  title: `Started again after a long day: ten classes of ${MINUTES} minutes, ${STUDENTS} machines each, in play`,
  async *run() {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    const day = await makeLongDay(folder, MINUTES, STUDENTS);
    yield { what: 'entries in each journal', value: day.entries, unit: 'entries' };
    for (const from of ['first events', 'checkpoints']) {
      const started = performance.now();
      const server = await startServer('--port', '0', '--data', folder);
      yield* await linesOf(server, day, started, from);
      await writtenDown(folder, day);
      await server.end('SIGKILL');
    }
    rmSync(folder, { recursive: true, force: true });
  },
};

/** Until each class has a checkpoint, as it has in a server that has run for a while. */
async function writtenDown(folder: string, { codes }: LongDay): Promise<void> {
  const paths = codes.map((code) => join(folder, 'open', `${code}.checkpoint`));
  for (let times = 0; times < 300 && !paths.every((path) => existsSync(path)); times++) await pause(200);
}

/** All classes are asked for at once, as after an outage. Beside each time the server's own: on a busy computer the rest is waiting. */
async function linesOf(server: ServerProcess, day: LongDay, started: number, from: string): Promise<readonly Line[]> {
  const line = (what: string, since: number): Line => {
    const cpu = cpuSeconds(server.child.pid ?? 0);
    const reference = cpu === null ? null : { name: 'of the server so far', value: cpu * 1_000 };
    return {
      what: `from ${from}: ${what}`,
      value: performance.now() - since,
      unit: 'ms',
      // Only a new version of the program begins from the first events.
      ...(from === 'checkpoints' ? { goal: { atMost: BACK_MS } } : {}),
      reference,
    };
  };
  const listens = line('until it listens', started);
  const up = performance.now();
  const all = (work: (code: string) => Promise<unknown>) => Promise.all(day.codes.map(work));
  const known = (code: string) => answered(() => expectClass(server.url, code));
  const lines = await Promise.all([
    ask(`${server.url}/health`).then(() => line('then, first answer', up)),
    Promise.race(day.codes.map(known)).then(() => line('then, first class answers', up)),
    all(known).then(() => line('then, last class answers', up)),
    all((code) => answered(() => seen(server.url, code, day.key))).then(() =>
      line('then, last desk shows its run', up),
    ),
  ]);
  return [listens, ...lines];
}

/** As a page does it, which asks again when it has waited in vain. @throws what came last once it has been too often */
async function answered(asking: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await asking();
      return;
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
      await pause(AGAIN_MS);
    }
  }
}

async function expectClass(url: string, code: string): Promise<void> {
  const { status } = await ask(`${url}/api/classes/${code}`);
  if (status !== 200) throw new Error(`${code}: ${status}`);
}

async function seen(url: string, code: string, key: string): Promise<void> {
  const page = await Page.open(url, code, { kind: 'desk', key });
  await page.until(() => page.frames.length > 0);
  page.drop();
}

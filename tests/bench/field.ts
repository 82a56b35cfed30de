import { loadavg } from 'node:os';
import process from 'node:process';
import type { ServerProcess } from '../server/support/process.ts';
import { ABUSES, type Abuse } from './abuses.ts';
import { classroomLines } from './classroom.ts';
import { quantile } from './figures.ts';
import { onFreshServer } from './fresh-server.ts';
import { measureClass } from './load.ts';
import { megabytesOf } from './memory.ts';
import type { Line, Part } from './part.ts';
import { openPlayingClass } from './playing-class.ts';

const CLASS = 30;
const EVERY_MS = 2_000;
const ALONE_MS = 5_000;
const ABUSED_MS = 20_000;
const AFTER_MS = 60_000;
const ANSWER_MS = 250;
const GROWTH = 1.3;
const BOARD = { size: 60, seconds: 20, atMost: 1_500 };
/** The option that plays an hour instead: a busy class, and its memory from the tenth minute on. */
const HOUR = '--hour';
const BUSY = 60;
const MINUTES = 60;
const SETTLED = 10;

/**
 * What goes wrong in real classrooms: joining and coming back, boards that are behind, and strangers who do their worst while a class plays
 * over real sockets, each time on a server of its own. Or an hour's lesson.
 */
export const field: Part = {
  id: 'field',
  title: `In the field: who plays taps every ${EVERY_MS / 1_000} s`,
  async *run() {
    if (process.argv.includes(HOUR)) return yield* await onFreshServer(hourLines);
    yield* classroomLines();
    yield await onFreshServer(boardLine);
    for (const [name, abuse] of ABUSES) yield* await onFreshServer((server) => linesUnder(server, name, abuse));
  },
};

async function boardLine(server: ServerProcess): Promise<Line> {
  const { size, seconds, atMost } = BOARD;
  const { seen } = await measureClass(server, size, seconds, EVERY_MS);
  return { what: `${size} students: tap to board, p95`, value: quantile(seen, 0.95), unit: 'ms', goal: { atMost } };
}

async function linesUnder(server: ServerProcess, name: string, abuse: Abuse): Promise<readonly Line[]> {
  const playing = await openPlayingClass(server.url, CLASS);
  const alone = await playing.tapFor(ALONE_MS, EVERY_MS);
  const before = memoryOf(server);
  const under = playing.tapFor(ABUSED_MS, EVERY_MS);
  const abused = await abuse(server.url, playing.code);
  const { took, lost, refused } = await under;
  abused.end();
  const after = await playing.tapFor(AFTER_MS, EVERY_MS);
  const growth = memoryOf(server) / before;
  playing.leave();
  const reference = { name: 'before', value: quantile(alone.took, 0.95) };
  const line = (what: string, value: number, unit: string): Line => ({ what: `${name}: ${what}`, value, unit });
  return [
    { ...line('answers, p95', quantile(took, 0.95), 'ms'), reference, goal: { atMost: ANSWER_MS } },
    { ...line('answers lost', lost + after.lost, 'answers'), goal: { atMost: 0 } },
    { ...line('refused of the class', refused + after.refused, 'answers'), goal: { atMost: 0 } },
    line('allowed of what they ask for', abused.allowed, abused.unit),
    line('refused of what they ask for', abused.refused, abused.unit),
    { ...line('memory a minute after, times before', growth, 'times'), goal: { atMost: GROWTH } },
    line('load of the computer', loadavg()[0] ?? 0, 'processes'),
  ];
}

async function hourLines(server: ServerProcess): Promise<readonly Line[]> {
  const playing = await openPlayingClass(server.url, BUSY);
  const first = await playing.tapFor(SETTLED * 60_000, EVERY_MS);
  const settled = memoryOf(server);
  const rest = await playing.tapFor((MINUTES - SETTLED) * 60_000, EVERY_MS);
  const growth = memoryOf(server) / settled;
  playing.leave();
  const who = `${BUSY} students, ${MINUTES} minutes`;
  return [
    { what: `${who}: answers, p95`, value: quantile(rest.took, 0.95), unit: 'ms', goal: { atMost: ANSWER_MS } },
    { what: `${who}: answers lost`, value: first.lost + rest.lost, unit: 'answers', goal: { atMost: 0 } },
    { what: `${who}: memory, times minute ${SETTLED}`, value: growth, unit: 'times', goal: { atMost: GROWTH } },
  ];
}

/** NaN where the system does not say. */
function memoryOf({ child }: ServerProcess): number {
  return megabytesOf(child.pid ?? 0) ?? Number.NaN;
}

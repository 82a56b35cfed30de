import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, type AppParts, startApp } from '../../../server/app.ts';
import type { Settings } from '../../../server/config.ts';
import type { Journal } from '../../../server/journal/contract.ts';
import { openSqliteJournal } from '../../../server/journal/sqlite.ts';
import type { Lessons } from '../../../server/lessons.ts';
import type { LessonPlan } from '../../../shared/scenarios/scenario.ts';
import { CATALOGUE, LESSON } from '../../class/sample.ts';

/** A clock that runs as fast as a test wants. */
export interface TestClock {
  readonly now: () => number;
  /** From now on time passes so many times as fast as outside. */
  rate(times: number): void;
  /** Lets it jump. */
  skip(ms: number): void;
}

export function testClock(): TestClock {
  let [base, since, times] = [0, performance.now(), 1];
  const now = () => base + (performance.now() - since) * times;
  const rebase = (shift: number, next: number) => {
    [base, since, times] = [now() + shift, performance.now(), next];
  };
  return { now, rate: (next) => rebase(0, next), skip: (ms) => rebase(ms, times) };
}

export interface TestApp {
  readonly game: App;
  readonly url: string;
  readonly clock: TestClock;
  readonly folder: string;
  /** Sentences for whoever runs the server. */
  readonly reports: string[];
  close(): Promise<void>;
}

export interface TestOptions
  extends Partial<Pick<AppParts, 'catalogue' | 'lessons' | 'pages' | 'wallClock' | 'readNetwork' | 'longestStep'>> {
  readonly lesson?: LessonPlan;
  readonly folder?: string;
  readonly journal?: (folder: string) => Journal;
  readonly settings?: Partial<Settings>;
}

/** A server in this process, on a free port of this machine alone. One for each test file. */
export async function startTestApp(options: TestOptions = {}): Promise<TestApp> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'game-'));
  const clock = testClock();
  const reports: string[] = [];
  const game = await startApp({
    settings: {
      port: 0,
      host: '127.0.0.1',
      folder,
      publicUrl: null,
      isTrusted: () => false,
      teacherPassword: null,
      keepDays: 30,
      ...options.settings,
    },
    pages: options.pages ?? join(folder, 'pages'),
    journal: options.journal?.(folder) ?? openSqliteJournal(folder, { report: (sentence) => reports.push(sentence) }),
    catalogue: options.catalogue ?? CATALOGUE,
    lessons: options.lessons ?? onlyLesson(options.lesson ?? LESSON),
    now: clock.now,
    uptime: clock.now,
    longestStep: options.longestStep ?? Number.POSITIVE_INFINITY,
    wallClock: options.wallClock ?? (() => Date.now()),
    report: (sentence) => reports.push(sentence),
    ...(options.readNetwork === undefined ? {} : { readNetwork: options.readNetwork }),
  });
  return {
    game,
    url: `http://127.0.0.1:${game.port}`,
    clock,
    folder,
    reports,
    close: async () => {
      await game.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function onlyLesson(lesson: LessonPlan): Lessons {
  return { lines: [], find: (asked) => (asked.lesson === lesson.id ? lesson : undefined) };
}

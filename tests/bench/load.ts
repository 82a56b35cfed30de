import type { LessonLine } from '../../shared/protocol/messages.ts';
import type { VerbOffer } from '../../shared/services/contract.ts';
import { ask } from '../server/support/ask.ts';
import { joinStudent, openDesk, Page, type Student } from '../server/support/page.ts';
import type { ServerProcess } from '../server/support/process.ts';
import { listenIn } from '../server/support/wiretap.ts';
import { cpuSeconds } from './cpu.ts';
import { pause } from './figures.ts';

const JOINING_AT_ONCE = 20;

export interface Load {
  /** ms from a tap until its answer. */
  readonly acknowledged: readonly number[];
  /** ms from a tap until a board has received what followed from it. */
  readonly seen: readonly number[];
  /** Bytes a second that a student receives in play. */
  readonly bytes: number;
  /** Share of a core that the server uses in play, its simulation included; null where the system does not say. */
  readonly cpu: number | null;
  readonly dropped: number;
}

/** A class in play: every student taps once in `everyMs`, a board watches. `run` 1 is the second architecture, where more goes on. */
export async function measureClass(
  server: ServerProcess,
  size: number,
  seconds: number,
  everyMs: number,
  run: 0 | 1 = 1,
): Promise<Load> {
  const { code, desk } = await openDesk(server.url, await lessonWith(server.url, 'file'));
  const board = await Page.open(server.url, code, { kind: 'board' });
  const students = await joinAll(server.url, code, size);
  await desk.skipTo('play', run);
  const heard = listenIn();
  const cpuBefore = cpuSeconds(server.child.pid ?? 0);
  const begun = performance.now();
  const taps = await Promise.all(
    students.map((student, index) => tap(student, board, begun + seconds * 1_000, everyMs, index / size)),
  );
  const passed = (performance.now() - begun) / 1_000;
  const cpuAfter = cpuSeconds(server.child.pid ?? 0);
  const own = new Set(students.map(({ page }) => page.room.sessionId));
  const bytes = heard.filter(({ url }) => own.has(sessionIn(url))).reduce((sum, frame) => sum + frame.bytes.length, 0);
  const dropped = students.filter(({ page }) => page.closed !== undefined).length;
  await desk.instruct({ type: 'end' });
  for (const { page } of students) page.drop();
  return {
    acknowledged: taps.flatMap(({ acknowledged }) => acknowledged),
    seen: taps.flatMap(({ seen }) => seen),
    bytes: bytes / passed / size,
    cpu: cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / passed,
    dropped,
  };
}

async function lessonWith(url: string, service: string): Promise<string> {
  const { body } = await ask<readonly LessonLine[]>(`${url}/api/lessons`);
  const found = body.find(({ kind, services }) => kind === 'lesson' && services.includes(service)) ?? body[0];
  return found?.id ?? '';
}

async function joinAll(url: string, code: string, size: number): Promise<readonly Student[]> {
  const students: Student[] = [];
  for (let from = 0; from < size; from += JOINING_AT_ONCE) {
    const names = Array.from(
      { length: Math.min(JOINING_AT_ONCE, size - from) },
      (_, index) => `Pupil ${from + index + 1}`,
    );
    students.push(...(await Promise.all(names.map((name) => joinStudent(url, code, name)))));
  }
  return students;
}

async function tap({ page, name }: Student, board: Page, until: number, everyMs: number, phase: number) {
  const acknowledged: number[] = [];
  const seen: number[] = [];
  await pause(phase * everyMs);
  for (let round = 0; performance.now() < until && page.closed === undefined; round += 1) {
    const sent = performance.now();
    const verb = possible(page, round);
    if (verb !== undefined) {
      const answer = await page.act({ type: 'act', id: `${name}-${round}`, action: verb.action });
      if (answer.ok) {
        acknowledged.push(performance.now() - sent);
        const frames = board.frames.length;
        void board.until(() => board.frames.length > frames).then(() => seen.push(performance.now() - sent));
      }
    }
    await pause(everyMs - (performance.now() - sent));
  }
  return { acknowledged, seen };
}

function possible({ seat }: Page, round: number): VerbOffer | undefined {
  const open = [...(seat?.play?.offers ?? []), ...(seat?.play?.verbs ?? [])].filter(
    ({ blocked }) => blocked === undefined,
  );
  return open[round % open.length];
}

function sessionIn(url: string): string {
  return new URL(url).searchParams.get('sessionId') ?? '';
}

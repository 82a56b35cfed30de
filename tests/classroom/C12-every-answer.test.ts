import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqliteJournal } from '../../server/journal/sqlite.ts';
import type { StudentDeed } from '../../shared/protocol/commands.ts';
import { joinStudent, openDesk, Page, type Student } from '../server/support/page.ts';
import { type ServerProcess, startServer } from '../server/support/process.ts';
import { possible } from '../server/support/script.ts';

const STUDENTS = 60;
/** So many answers must have come before the server is killed; others are on their way then. */
const ANSWERS = 150;
/** ms from the moment that the server's process is up until the class is back in the phase in which it was. */
const BACK_MS = 5_000;

/** A student through all lives of the server. */
interface Pupil extends Omit<Student, 'page'> {
  page: Page;
  sent: number;
  /** Deeds that the server has said yes to, by their numbers. */
  readonly acknowledged: number[];
}

let folder: string;
let server: ServerProcess;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'every-answer-'));
  server = await startServer('--port', '0', '--data', folder);
});
afterAll(() => {
  server.child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test('C12: no acknowledged prediction, act or vote of a class of 60 is lost when the server is killed, and the class is back within 5 s of its start', async () => {
  const opened = await openDesk(server.url, 'first-lesson');
  const { code, key } = opened;
  let { desk } = opened;
  const names = Array.from({ length: STUDENTS }, (_, index) => `Student ${index + 1}`);
  const joined = await Promise.all(names.map((name) => joinStudent(server.url, code, name)));
  const pupils = joined.map((student): Pupil => ({ ...student, sent: 0, acknowledged: [] }));

  for (const phase of ['predict', 'play', 'compare'] as const) {
    await desk.skipTo(phase);
    expect(await desk.instruct({ type: 'extend', seconds: 300 })).toEqual({ ok: true });
    const before = standingOn(desk);
    await busyUntilKilled(pupils, DEEDS[phase]);

    server = await startServer('--port', '0', '--data', folder);
    const up = performance.now();
    desk = await Page.open(server.url, code, { kind: 'desk', key });
    expect(performance.now() - up, 'ms until the class is back').toBeLessThan(BACK_MS);
    expect(server.restored).toEqual([code]);
    expect(standingOn(desk)).toEqual(before);
    await Promise.all(pupils.map((pupil) => comesBack(pupil, code)));
    await desk.until(() => desk.state.connected === STUDENTS);
    for (const { page, acknowledged } of pupils)
      expect(page.seat?.taken).toBeGreaterThanOrEqual(acknowledged.at(-1) ?? 0);
    await goesOn(desk);
  }

  server.child.kill('SIGKILL');
  await desk.until(() => desk.closed !== undefined);
  const kept = await deedsKept(code);
  for (const { seat, acknowledged } of pupils) {
    const own = kept.filter((deed) => deed.seat === seat).map(({ number }) => number);
    expect(own.filter((number) => acknowledged.includes(number))).toEqual(acknowledged);
  }
  expect(pupils.flatMap(({ acknowledged }) => acknowledged).length).toBeGreaterThanOrEqual(3 * ANSWERS);
});

const standingOn = ({ state }: Page) => ({
  phase: state.phase,
  epoch: state.epoch,
  round: state.round,
  run: state.run,
});

/** What a student does over and over again, each time something else than before; undefined while nothing can be done. */
const DEEDS = {
  predict: ({ sent }) => ({ type: 'predict', prediction: { better: 'peer-to-peer', sure: 2, finish: sent + 1 } }),
  play: ({ page }) => {
    const verb = possible(page);
    return verb && { type: 'act', action: verb.action };
  },
  compare: ({ sent }) => ({ type: 'vote', better: sent % 2 === 0 ? 'same' : 'peer-to-peer' }),
} satisfies { readonly [phase: string]: (pupil: Pupil) => StudentDeed | undefined };

/** Everybody is at it, and in the midst of that the server is killed. */
async function busyUntilKilled(pupils: readonly Pupil[], deedOf: (pupil: Pupil) => StudentDeed | undefined) {
  let answers = 0;
  const answered = (): void => {
    answers += 1;
    if (answers === ANSWERS) server.child.kill('SIGKILL');
  };
  await Promise.all(pupils.map((pupil) => busy(pupil, deedOf, answered)));
}

async function busy(pupil: Pupil, deedOf: (pupil: Pupil) => StudentDeed | undefined, answered: () => void) {
  const { page } = pupil;
  const isGone = () => page.closed !== undefined;
  while (!isGone()) {
    const { seat } = page;
    const deed = deedOf(pupil);
    if (deed !== undefined) {
      pupil.sent += 1;
      const number = pupil.sent;
      const answer = await page.act({ ...deed, id: `${pupil.name}-${number}`, number }).catch(() => undefined);
      if (answer?.ok) {
        pupil.acknowledged.push(number);
        answered();
        continue;
      }
    }
    await page.until(() => isGone() || page.seat !== seat);
  }
}

/** As its page does by itself: with the token that it has. */
async function comesBack(pupil: Pupil, code: string): Promise<void> {
  const { token } = pupil;
  pupil.page = await Page.open(server.url, code, { kind: 'seat', token });
  await pupil.page.until(() => pupil.page.seat !== undefined);
}

/** Time passes, and in play the network moves. */
async function goesOn(desk: Page): Promise<void> {
  const { clockAt } = desk.state;
  const { length } = desk.frames;
  if (desk.state.phase !== 'play') return;
  await desk.until(() => desk.state.clockAt > clockAt + 1_000 && desk.frames.length > length);
}

async function deedsKept(code: string): Promise<readonly { readonly seat: string; readonly number: number }[]> {
  const journal = openSqliteJournal(folder);
  const stored = await journal.read(code);
  await journal.dispose();
  if (!stored.ok) throw new Error(stored.problem);
  return stored.entries.flatMap((entry) =>
    entry.type === 'event' && 'number' in entry.event && 'seat' in entry.event ? [entry.event] : [],
  );
}

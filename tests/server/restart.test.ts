import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Health } from '../../server/classes/health.ts';
import { openSqliteJournal } from '../../server/journal/sqlite.ts';
import type { ClassEvent } from '../../shared/class/index.ts';
import type { OpenedAnswer } from '../../shared/protocol/messages.ts';
import { ask } from './support/ask.ts';
import { joinStudent, openDesk, Page } from './support/page.ts';
import { startServer } from './support/process.ts';
import { playAlong } from './support/script.ts';

const folder = mkdtempSync(join(tmpdir(), 'restart-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function journaled(code: string): Promise<readonly ClassEvent[]> {
  const journal = openSqliteJournal(folder);
  const stored = await journal.read(code);
  await journal.dispose();
  if (!stored.ok) throw new Error(stored.problem);
  return stored.entries.flatMap((entry) => (entry.type === 'event' ? [entry.event] : []));
}

test('rule journal 3.1: After kill -9 in mid-round the same round goes on with every acknowledged act, and nobody has to do anything', async () => {
  const first = await startServer('--port', '0', '--data', folder);
  const { code, key, desk } = await openDesk(first.url, 'first-lesson');
  const names = Array.from({ length: 8 }, (_, index) => `Student ${index + 1}`);
  const students = await Promise.all(names.map((name) => joinStudent(first.url, code, name)));
  await desk.skipTo('play');

  let killed = false;
  const tallies = students.map((student) =>
    playAlong(student, () => killed || student.page.closed !== undefined).catch(() => undefined),
  );
  const acted = () => [...desk.roster.values()].filter((line) => line.acted).length;
  await desk.until(() => acted() === students.length && desk.frames.length > 20);
  const before = { phase: desk.state.phase, round: desk.state.round, run: desk.state.run, clock: desk.state.clockAt };
  const answered = students.map(({ page }) => page.seat?.play?.recent.length ?? 0);
  expect(before.phase).toBe('play');
  await first.end('SIGKILL');
  killed = true;
  await Promise.all(tallies);

  const kept = await journaled(code);
  const second = await startServer('--port', '0', '--data', folder);
  expect(second.restored).toEqual([code]);
  const again = await Page.open(second.url, code, { kind: 'desk', key });
  await again.until(() => again.desk !== undefined && again.scene !== undefined);
  expect({ phase: again.state.phase, round: again.state.round, run: again.state.run }).toEqual({
    phase: 'play',
    round: before.round,
    run: before.run,
  });
  expect(again.state.clockAt).toBeGreaterThanOrEqual(before.clock - 1_500);

  const back = await Promise.all(students.map(({ token }) => Page.open(second.url, code, { kind: 'seat', token })));
  for (const [index, page] of back.entries()) {
    await page.until(() => page.seat?.play != null);
    const before = students[index]?.page.seat;
    expect(page.seat).toMatchObject({ seat: before?.seat, name: before?.name, node: before?.node, mark: before?.mark });
    expect(page.seat?.play?.recent.length ?? 0).toBeGreaterThanOrEqual(Math.min(1, answered[index] ?? 0));
  }
  const acts = kept.flatMap((event) => (event.type === 'acted' ? [event.id] : []));
  const acknowledged = (await Promise.all(tallies)).flatMap((tally) => tally?.acknowledged ?? []);
  expect(acts.length).toBeGreaterThan(0);
  expect(acknowledged.filter((id) => !acts.includes(id))).toEqual([]);
  await again.until(() => again.state.connected === students.length);
  const clock = again.state.clockAt;
  await again.until(() => again.state.clockAt > clock + 1_000);
  await second.end('SIGKILL');
  expect((await journaled(code)).slice(0, kept.length)).toEqual(kept);
});

const MOST_BOTS = { type: 'bots', fillTo: 300 } as const;
/** So many with as many bots as can be leave no room for another one. */
const FULL_CLASSES = 9;

test('The bots that classes had before the server was killed count again when they are back: others find as much room as before', async () => {
  const data = join(folder, 'budget');
  const first = await startServer('--port', '0', '--data', data);
  for (let classes = 0; classes < FULL_CLASSES; classes++) {
    const desk = await openRelease(first.url);
    expect(await desk.instruct(MOST_BOTS)).toEqual({ ok: true });
    expect(await desk.instruct({ type: 'start' })).toEqual({ ok: true });
  }
  const before = await (await openRelease(first.url)).instruct(MOST_BOTS);
  expect(before).toMatchObject({ ok: false, refusal: { code: 'too-many-bots' } });
  await first.end('SIGKILL');

  const second = await startServer('--port', '0', '--data', data);
  await expect.poll(async () => (await ask<Health>(`${second.url}/health`)).body.asleep, { timeout: 30_000 }).toBe(0);
  expect(await (await openRelease(second.url)).instruct(MOST_BOTS)).toEqual(before);
  await second.end('SIGKILL');
});

async function openRelease(url: string): Promise<Page> {
  const { body } = await ask<OpenedAnswer>(`${url}/api/classes`, { scenario: 'release-day' });
  return Page.open(url, body.code, { kind: 'desk', key: body.key });
}

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ClassRegistry } from '../../server/classes/class-registry.ts';
import type { Report } from '../../shared/class/index.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { foundIn, HOUR, joined, opened, press, RegistryWorld } from './support/registry.ts';

const BOTH = ['Ada client-server', 'Ada peer-to-peer'];

let world: RegistryWorld;
beforeEach(() => {
  world = new RegistryWorld();
});
afterEach(() => world.end());

/** A class that has played both runs of its first round. */
async function playedClass(registry: ClassRegistry): Promise<{ code: string; key: string }> {
  const { runner, key } = await opened(registry);
  await joined(registry, runner, 'Ada');
  await press(runner, 'start');
  for (let steps = 0; steps < 6; steps++) {
    world.now += 3_000;
    await press(runner, 'next');
  }
  return { code: runner.code, key };
}

const studentsIn = (report: Report | { readonly refusal: Refusal }) =>
  'refusal' in report
    ? report.refusal.code
    : report.students.map(({ name, architecture }) => `${name} ${architecture}`);

test('A class that has come to its end is there after a restart too: its report, and the way back', async () => {
  const first = world.registry();
  const { code, key } = await playedClass(first);
  await press(await foundIn(first, code), 'end');
  const again = await world.restart();
  expect(studentsIn(await again.report(code, key))).toEqual(BOTH);
  await press(await foundIn(again, code), 'back');
  expect(world.reports).toEqual([]);
});

test('A class whose server ended while it was being put away is over after a restart, says so in the log, and its report stays', async () => {
  const first = world.registry();
  const { code, key } = await playedClass(first);
  await (await foundIn(first, code)).submit({ command: { type: 'close' }, actor: { kind: 'server' } });
  const again = await world.restart();
  expect(await again.find(code)).toMatchObject({ refusal: { code: 'ended' } });
  expect(studentsIn(await again.report(code, key))).toEqual(BOTH);
  expect(await again.report(code, 'not-the-key')).toMatchObject({ refusal: { code: 'wrong-key' } });
  expect(world.reports).toEqual([`Class ${code} was put away: it has ended.`]);
  expect(studentsIn(await (await world.restart()).report(code, key))).toEqual(BOTH);
});

test('A class that nobody has used for twelve hours, with the server on or off, is put away with a log line and gives its report', async () => {
  const off = await playedClass(world.registry());
  const later = await world.restart(13);
  expect(studentsIn(await later.report(off.code, off.key))).toEqual(BOTH);
  const on = await playedClass(later);
  world.now += 13 * HOUR;
  await later.tidy();
  expect(await later.find(on.code)).toMatchObject({ refusal: { code: 'ended' } });
  expect(studentsIn(await later.report(on.code, on.key))).toEqual(BOTH);
  expect(world.reports).toEqual(
    [off, on].map(({ code }) => expect.stringMatching(`^Class ${code} was put away: nobody has used it`)),
  );
});

test('A class that was put away in the middle of a run reports what was reached in it', async () => {
  const first = world.registry();
  const { runner, key } = await opened(first);
  await joined(first, runner, 'Ada');
  await press(runner, 'start', 'next', 'next');
  world.now += 5_000;
  await press(runner, 'next', 'next', 'next');
  expect(runner.kept?.publicView(runner.at())).toMatchObject({ phase: 'play', run: 1 });
  const later = await world.restart(13);
  expect(studentsIn(await later.report(runner.code, key))).toEqual(BOTH);
});

test('rule journal 3.6: The records of a class are deleted after the days that were set, with a log line, and the class is unknown from then on', async () => {
  const { code, key } = await playedClass(world.registry());
  const soon = await world.restart(29 * 24);
  await soon.tidy();
  expect(studentsIn(await soon.report(code, key))).toEqual(BOTH);
  world.reports = [];
  const late = await world.restart(31 * 24);
  await late.tidy();
  for (const answer of [await late.report(code, key), await late.find(code)])
    expect(answer).toMatchObject({ refusal: { code: 'unknown-class' } });
  expect(world.reports).toEqual([expect.stringMatching(`^Deleted, .+ 30 days: classes ${code}\\.$`)]);
});

test('A class that is over and damaged says that it is damaged, and no other one suffers', async () => {
  const first = world.registry();
  const [torn, whole] = [await playedClass(first), await playedClass(first)];
  const later = await world.restart(13);
  const database = new DatabaseSync(join(world.folder, 'closed', `${torn.code}.sqlite`));
  database.exec('DELETE FROM lines WHERE number = 3');
  database.close();
  rmSync(join(world.folder, 'closed', `${torn.code}.checkpoint`), { force: true });
  expect(await later.report(torn.code, torn.key)).toMatchObject({ refusal: { code: 'set-aside' } });
  expect(studentsIn(await later.report(whole.code, whole.key))).toEqual(BOTH);
});

test('A report that many ask for is made once, and never for who has no key', async () => {
  const { code, key } = await playedClass(world.registry());
  const later = await world.restart(13);
  const read = vi.spyOn(world.journal, 'read');
  await Promise.all(Array.from({ length: 20 }, () => later.report(code, 'not-the-key')));
  expect(read).not.toHaveBeenCalled();
  const all = await Promise.all(Array.from({ length: 20 }, () => later.report(code, key)));
  expect(all.map(studentsIn)).toEqual(Array.from({ length: 20 }, () => BOTH));
  expect(read.mock.calls.length).toBeLessThanOrEqual(2);
});

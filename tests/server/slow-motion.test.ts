import { expect, test } from 'vitest';
import { Audience } from '../../server/audience/audience.ts';
import { emptyState } from '../../server/audience/public-state.ts';
import { foldInBits } from '../../server/classes/fold.ts';
import { Classroom } from '../../shared/class/index.ts';
import type { Action } from '../../shared/sim/index.ts';
import { CATALOGUE } from '../class/sample.ts';
import { commandOf } from '../class/world.ts';
import { MemoryJournal } from './support/memory-journal.ts';
import { newRunner, press } from './support/runner.ts';

const ROUND_MS = 50;

/** A class whose run costs a multiple of what it may take. Every look at the stopwatch shows half a millisecond more. */
function heavyClass() {
  const clock = { now: 0, work: 0 };
  const journal = new MemoryJournal();
  const reports: string[] = [];
  const runner = newRunner({
    journal,
    now: () => clock.now,
    report: (sentence) => reports.push(sentence),
    soon: (work) => work(),
    stopwatch: () => {
      clock.work += 0.5;
      return clock.now + clock.work;
    },
  });
  const state = emptyState();
  const audience = new Audience(runner, state, () => clock.now);
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += ROUND_MS) {
      clock.now += ROUND_MS;
      clock.work = 0;
      runner.pace.grant(2);
      while (audience.step());
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    }
  };
  return { runner, audience, state, journal, reports, pass };
}

test('A class in slow motion is played to its end in its own time, and its journal leads to the very same run', async () => {
  const { runner, journal, reports, pass } = heavyClass();
  const seats = ['a', 'b', 'c'];
  for (const seat of seats) {
    const join = { type: 'join', seat, device: `device-${seat}`, name: `Pupil ${seat}` } as const;
    await runner.submit({ command: join, actor: { kind: 'server' } });
    await runner.submit({ command: { type: 'connected', seat }, actor: { kind: 'server' } });
  }
  const phase = () => runner.latest.publicView(runner.at()).phase;
  while (phase() !== 'play') {
    await press(runner, { type: 'next' });
    await pass(ROUND_MS);
  }
  const began = runner.at();
  for (let act = 0; phase() === 'play'; act++) {
    const seat = seats[act % seats.length] ?? '';
    const action: Action = act % 2 === 0 ? { type: 'ask', whom: 0 } : { type: 'wave' };
    const command = { type: 'act', id: `act-${act}`, number: 1 + Math.floor(act / seats.length), action } as const;
    await runner.submit({
      command: commandOf(command, runner.latest, runner.at()),
      actor: { kind: 'student', seat },
    });
    await pass(700);
  }
  const kept = journal.entries.flatMap((entry) => (entry.type === 'event' ? [entry.event] : []));
  const acts = kept.filter((event) => event.type === 'acted');
  expect(acts.length).toBeGreaterThan(10);
  expect(reports).toEqual([
    expect.stringMatching(/^Class CDFGH is too much for this server: its time passes at \d0 %/),
  ]);
  // Far more time has passed outside than in the class.
  expect((acts.length * 700) / (runner.at() - began)).toBeGreaterThan(1.5);
  const times = kept.map(({ at }) => at);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  const { runHash } = runner.latest;
  expect(runHash).not.toBeNull();
  expect(Classroom.rebuild(CATALOGUE, kept).runHash).toBe(runHash);
  let pauses = 0;
  let now = 0;
  const soon = (work: () => void) => {
    pauses += 1;
    work();
  };
  const inBits = Classroom.rebuild(CATALOGUE, kept.slice(0, 1));
  await foldInBits(inBits, kept.slice(1), { soon, stopwatch: () => (now += 1) });
  expect(inBits.runHash).toBe(runHash);
  expect(inBits.report()).toEqual(runner.latest.report());
  expect(pauses).toBeGreaterThan(100);
});

test('Slow motion is said on every screen, and over again where the class’s time has come to', async () => {
  const { runner, audience, state, pass } = heavyClass();
  while (state.phase !== 'play') {
    await press(runner, { type: 'next' });
    await pass(ROUND_MS);
  }
  expect([state.pace, JSON.parse(state.banner)]).toEqual([100, null]);
  await pass(10_000);
  expect(state.pace).toBeLessThan(100);
  expect(JSON.parse(state.banner)).toEqual({
    said: { key: 'banner.slow', args: { percent: state.pace } },
    mood: 'bad',
  });
  audience.takeUnsent();
  const before = state.clockAt;
  await pass(2_000);
  expect(audience.takeUnsent()).toBe(true);
  expect(state.clockAt).toBeGreaterThan(before);
});

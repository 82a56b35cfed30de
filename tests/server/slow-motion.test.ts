import { expect, test } from 'vitest';
import { Audience } from '../../server/audience/audience.ts';
import { emptyState } from '../../server/audience/public-state.ts';
import { ClassRunner } from '../../server/classes/class-runner.ts';
import { emptyCredentials } from '../../server/classes/credentials.ts';
import { rebuildInBits } from '../../server/classes/fold.ts';
import type { Entry } from '../../server/journal/contract.ts';
import { type ClassEvent, Classroom, openClass } from '../../shared/class/index.ts';
import type { Action } from '../../shared/sim/index.ts';
import { CATALOGUE, LESSON, SECRET } from '../class/sample.ts';
import { commandOf } from '../class/world.ts';

const DESK = { kind: 'instructor' } as const;
const ROUND_MS = 50;

/** A class whose run costs a multiple of what it may take. Every look at the stopwatch shows half a millisecond more. */
function heavyClass() {
  const clock = { now: 0, work: 0 };
  const opened = openClass({ code: 'CDFGH', title: 'Class', lesson: LESSON, seed: 1, secret: SECRET }, 0);
  const kept: ClassEvent[] = [...opened];
  const reports: string[] = [];
  const runner = new ClassRunner(Classroom.rebuild(CATALOGUE, opened), emptyCredentials(), {
    catalogue: CATALOGUE,
    journal: {
      append: async (_, entries: readonly Entry[]) => {
        for (const entry of entries) if (entry.type === 'event') kept.push(entry.event);
        return { ok: true };
      },
      read: async () => ({ ok: true, entries: [] }),
      reserve: async () => ({ ok: true }),
      open: async () => [],
      close: async () => ({ ok: true }),
      dispose: async () => undefined,
    },
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
  return { runner, audience, state, kept, reports, pass };
}

test('A class in slow motion is played to its end in its own time, and its journal leads to the very same run', async () => {
  const { runner, kept, reports, pass } = heavyClass();
  const seats = ['a', 'b', 'c'];
  for (const seat of seats) {
    const join = { type: 'join', seat, device: `device-${seat}`, name: `Pupil ${seat}` } as const;
    await runner.submit({ command: join, actor: { kind: 'server' } });
    await runner.submit({ command: { type: 'connected', seat }, actor: { kind: 'server' } });
  }
  const phase = () => runner.classroom.publicView(runner.at()).phase;
  while (phase() !== 'play') {
    await runner.submit({ command: commandOf({ type: 'next' }, runner.classroom, runner.at()), actor: DESK });
    await pass(ROUND_MS);
  }
  const began = runner.at();
  for (let act = 0; phase() === 'play'; act++) {
    const seat = seats[act % seats.length] ?? '';
    const action: Action = act % 2 === 0 ? { type: 'ask', whom: 0 } : { type: 'wave' };
    const command = { type: 'act', id: `act-${act}`, number: 1 + Math.floor(act / seats.length), action } as const;
    await runner.submit({
      command: commandOf(command, runner.classroom, runner.at()),
      actor: { kind: 'student', seat },
    });
    await pass(700);
  }
  const acts = kept.filter((event) => event.type === 'acted');
  expect(acts.length).toBeGreaterThan(10);
  expect(reports).toEqual([
    expect.stringMatching(/^Class CDFGH is too much for this server: its time passes at \d0 %/),
  ]);
  // Far more time has passed outside than in the class.
  expect((acts.length * 700) / (runner.at() - began)).toBeGreaterThan(1.5);
  const times = kept.map(({ at }) => at);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  const { runHash } = runner.classroom;
  expect(runHash).not.toBeNull();
  expect(Classroom.rebuild(CATALOGUE, kept).runHash).toBe(runHash);
  let pauses = 0;
  let now = 0;
  const soon = (work: () => void) => {
    pauses += 1;
    work();
  };
  const inBits = await rebuildInBits(CATALOGUE, kept, { soon, stopwatch: () => (now += 1) });
  expect(inBits.runHash).toBe(runHash);
  expect(inBits.report()).toEqual(runner.classroom.report());
  expect(pauses).toBeGreaterThan(100);
});

test('Slow motion is said on every screen, and over again where the class’s time has come to', async () => {
  const { runner, audience, state, pass } = heavyClass();
  while (state.phase !== 'play') {
    await runner.submit({ command: commandOf({ type: 'next' }, runner.classroom, runner.at()), actor: DESK });
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

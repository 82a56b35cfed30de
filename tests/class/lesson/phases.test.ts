import { describe, expect, test } from 'vitest';
import { LESSON, SCENARIO } from '../sample.ts';
import { World } from '../world.ts';

function classOf(count: number): World {
  const world = new World();
  for (let seat = 0; seat < count; seat++) world.join(`s${seat}`);
  return world;
}

describe('A lesson by the clock', () => {
  test('rule class 2.1, 2.2: runs through every phase of two rounds with nobody at the desk, and waits in the lobby and at the end', () => {
    const world = classOf(3);
    world.pass(600);
    expect(world.view().phase).toBe('lobby');
    expect(world.desk({ type: 'start' })).toBeUndefined();
    const seen: string[] = [];
    for (let second = 0; second < 400; second++) {
      const { phase, round, run } = world.view();
      const now = `${round}.${run} ${phase}`;
      if (seen.at(-1) !== now) seen.push(now);
      world.pass(1);
    }
    const round = (index: number) => [
      `${index}.0 brief`,
      `${index}.0 predict`,
      `${index}.0 play`,
      `${index}.0 reveal`,
      `${index}.1 brief`,
      `${index}.1 play`,
      `${index}.1 compare`,
    ];
    expect(seen).toEqual([...round(0), ...round(1), '1.1 end']);
    world.pass(600);
    expect(world.view().phase).toBe('end');
    expect(world.room.due()).toBeNull();
  });

  test('rule class 2.2: says when the next change is due, and it comes then and not before', () => {
    const world = classOf(2);
    world.desk({ type: 'start' });
    const due = world.room.due() ?? 0;
    expect(due).toBe(world.at + 10_000);
    world.at = due - 1;
    world.server({ type: 'tick' });
    expect(world.view().phase).toBe('brief');
    world.at = due;
    world.server({ type: 'tick' });
    expect(world.view().phase).toBe('predict');
  });

  test('rule class 2.3: a phase that was missed by a stalled server still has its full length', () => {
    const world = classOf(2);
    world.desk({ type: 'start' });
    world.at += 60_000;
    world.server({ type: 'tick' });
    expect(world.view()).toMatchObject({ phase: 'predict', clock: { endsAt: world.at + 20_000 } });
  });

  test('rule class 2.4: both runs of a round have the same seed, work, machines and stresses on different architectures', () => {
    const world = classOf(3);
    world.desk({ type: 'start' });
    world.skipTo('play', 0);
    world.pass(2);
    world.desk({ type: 'stress', id: 'slow-links', params: { for: 4 } });
    world.skipTo('compare');
    expect(world.room.deskView().lesson.map(({ done }) => done)).toEqual([true, false]);
    const [first, second] = world.view().result?.runs ?? [];
    expect([first?.architecture, second?.architecture]).toEqual(['client-server', 'peer-to-peer']);
    expect(first?.of).toBe(second?.of);
    world.desk({ type: 'back' });
    world.pass(8);
    world.desk({ type: 'next' });
    const [, again] = world.view().result?.runs ?? [];
    const slowed = again?.marks.find(({ said }) => said.args?.['words'] === 'Links are slow.');
    expect(slowed?.at).toBe(2);
  });
});

describe('Pause', () => {
  test('rule class 2.6: stops the run and the clock; resume goes on with the time that was left', () => {
    const world = classOf(2);
    world.skipTo('play');
    world.pass(5);
    const left = (world.view().clock.endsAt ?? 0) - world.at;
    world.desk({ type: 'pause' });
    const before = world.room.frame(null)?.frame.t;
    world.pass(100);
    expect(world.view().clock.paused).toBe(true);
    expect(world.view().phase).toBe('play');
    expect(world.room.frame(null)?.frame.t).toBe(before);
    expect((world.view().clock.endsAt ?? 0) - world.view().clock.at).toBe(left);
    expect(world.act('s0', 'x', { type: 'wave' })?.code).toBe('paused');
    world.desk({ type: 'resume' });
    expect((world.view().clock.endsAt ?? 0) - world.at).toBe(left);
    world.pass(1);
    expect(world.room.frame(null)?.frame.t).toBe((before ?? 0) + 1_000_000);
  });

  test('rule class 2.6: is refused where nothing runs, twice, and resume without it', () => {
    const world = classOf(1);
    expect(world.desk({ type: 'pause' })?.code).toBe('wrong-phase');
    world.desk({ type: 'start' });
    expect(world.desk({ type: 'resume' })?.code).toBe('not-paused');
    world.desk({ type: 'pause' });
    expect(world.desk({ type: 'pause' })?.code).toBe('paused');
  });
});

describe('Extend, next and back', () => {
  test('rule class 2.5, 2.7: extend moves the end of the phase, and the second run then lasts as long as the first', () => {
    const world = classOf(2);
    world.skipTo('play', 0);
    const end = world.room.due() ?? 0;
    world.desk({ type: 'extend', seconds: 30 });
    expect(world.room.due()).toBe(end + 30_000);
    world.skipTo('play', 1);
    expect(world.room.due()).toBe(world.at + 60_000);
  });

  test('rule class 2.5: a run that ended early by the button does not shorten the second one', () => {
    const world = classOf(2);
    world.skipTo('play', 0);
    world.pass(3);
    world.skipTo('play', 1);
    expect(world.room.due()).toBe(world.at + 30_000);
  });

  test('rule class 2.7: extend is refused without an end and beyond half an hour', () => {
    const world = classOf(2);
    expect(world.desk({ type: 'extend', seconds: 30 })?.code).toBe('wrong-phase');
    world.desk({ type: 'start' });
    for (let times = 0; times < 2; times++) expect(world.desk({ type: 'extend', seconds: 600 })).toBeUndefined();
    expect(world.desk({ type: 'extend', seconds: 600 })?.code).toBe('too-long');
  });

  test('rule class 2.8: back from reveal plays the run again from its start, and the earlier result is gone', () => {
    const world = classOf(2);
    world.skipTo('play', 0);
    const before = world.room.scene()?.runId;
    world.pass(10);
    world.skipTo('reveal');
    expect(world.view().result?.runs).toHaveLength(1);
    world.desk({ type: 'back' });
    expect(world.view()).toMatchObject({ phase: 'play', run: 0, result: null });
    expect(world.room.frame(null)?.frame.t).toBe(0);
    expect(world.room.scene()?.runId).not.toBe(before);
    expect(world.room.report().runs).toEqual([]);
    world.skipTo('reveal');
    expect(world.view().result?.runs).toHaveLength(1);
  });

  test('rule class 2.8: back keeps predictions open for a change of mind, and forgets the votes', () => {
    const world = classOf(1);
    world.skipTo('predict');
    const prediction = { better: 'same', sure: 1, finish: 50 } as const;
    world.student('s0', { type: 'predict', prediction });
    world.skipTo('compare');
    world.student('s0', { type: 'vote', better: 'same' });
    for (let times = 0; times < 5; times++) world.desk({ type: 'back' });
    expect(world.view()).toMatchObject({ phase: 'predict', round: 0 });
    expect(world.seat('s0')).toMatchObject({ prediction, vote: null });
    expect(world.student('s0', { type: 'predict', prediction: { ...prediction, sure: 3 } })).toBeUndefined();
    expect(world.seat('s0').prediction?.sure).toBe(3);
  });

  test('back says where it leads and what it costs, in every phase of a round', () => {
    const world = classOf(1);
    const said: string[] = [];
    expect(world.room.deskView().back).toBeNull();
    for (let step = 0; step < 8; step++) {
      world.desk({ type: 'next' });
      const back = world.room.deskView().back;
      said.push(`${world.view().phase}: ${back?.said.key}, ${back?.sure.key}`);
    }
    expect(said).toEqual([
      'brief: back.lobby, back.sure.nothing',
      'predict: back.brief, back.sure.nothing',
      'play: back.predict, back.sure.drop',
      'reveal: back.play, back.sure.again',
      'brief: back.reveal, back.sure.nothing',
      'play: back.brief, back.sure.drop',
      'compare: back.play, back.sure.again',
      'brief: back.compare, back.sure.nothing',
    ]);
    world.desk({ type: 'next' });
    world.skipTo('play');
    world.desk({ type: 'end' });
    expect(world.room.deskView().back?.said.key, 'to where the class was').toBe('back.play');
  });

  test('there is nothing before the lobby and nothing after the end', () => {
    const world = classOf(1);
    expect(world.desk({ type: 'back' })?.code).toBe('nothing-before');
    world.skipTo('end');
    expect(world.desk({ type: 'next' })?.code).toBe('nothing-next');
  });

  test('rule class 2.9: an early end can be taken back, however often it was pressed, and the class is never closed by it', () => {
    const world = classOf(1);
    world.skipTo('play', 0);
    world.desk({ type: 'end' });
    expect(world.view().phase).toBe('end');
    expect(world.room.deskView().lesson.map(({ done }) => done)).toEqual([false, false]);
    world.desk({ type: 'back' });
    expect(world.view()).toMatchObject({ phase: 'play', round: 0, run: 0 });
    world.desk({ type: 'end' });
    expect(world.desk({ type: 'end' })?.code).toBe('at-end');
    expect(world.room.over).toBe(false);
    world.desk({ type: 'back' });
    expect(world.view()).toMatchObject({ phase: 'play', round: 0, run: 0 });
    world.skipTo('end');
    expect(world.desk({ type: 'end' })?.code).toBe('at-end');
    world.desk({ type: 'back' });
    expect(world.view().phase).toBe('compare');
  });

  test('rule class 2.9: a class that the server has closed takes nothing more', () => {
    const world = classOf(1);
    world.skipTo('end');
    world.server({ type: 'close' });
    expect(world.room.over).toBe(true);
    expect(world.desk({ type: 'back' })?.code).toBe('ended');
    expect(world.server({ type: 'tick' })).toBeUndefined();
  });
});

test('rule class 2.10: A run in which everybody is done ends early, after a cheer', () => {
  const world = new World({ lesson: { ...LESSON, rounds: [{ ...SCENARIO, stresses: [] }] } });
  world.join('s0');
  world.skipTo('play', 1);
  let waited = 0;
  while (world.view().banner?.said.key !== 'banner.all-done' && waited++ < 120) world.pass(0.25);
  const { phase, clock } = world.view();
  expect(phase).toBe('play');
  expect((clock.endsAt ?? 0) - world.at).toBeLessThanOrEqual(5000);
  world.pass(5.25);
  expect(world.view().phase).toBe('compare');
  const [, second] = world.view().result?.runs ?? [];
  expect(second?.finished).toBe(second?.of);
  expect(second?.progress.at(-1)).toBe(1);
});

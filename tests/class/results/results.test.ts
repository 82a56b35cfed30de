import { describe, expect, test } from 'vitest';
import { CALM } from '../calm.ts';
import { World } from '../world.ts';

describe('Predictions and votes', () => {
  test('rule class 5.5: the last before the end of predict counts; afterwards none', () => {
    const world = new World({ lesson: CALM });
    world.join('a');
    world.skipTo('predict');
    const first = { better: 'client-server', sure: 3, finish: 90 } as const;
    const second = { better: 'peer-to-peer', sure: 1, finish: 10 } as const;
    expect(world.student('a', { type: 'predict', prediction: first })).toBeUndefined();
    world.at = (world.room.due() ?? 0) - 1;
    expect(world.student('a', { type: 'predict', prediction: second })).toBeUndefined();
    world.at++;
    expect(world.student('a', { type: 'predict', prediction: first })?.code).toBe('wrong-phase');
    world.server({ type: 'tick' });
    expect(world.student('a', { type: 'predict', prediction: first })?.code).toBe('wrong-phase');
    expect(world.seat('a').prediction).toEqual(second);
  });

  test('rule class 1.6, 5.5: the same twice is one event', () => {
    const world = new World({ lesson: CALM });
    world.join('a');
    world.skipTo('predict');
    const prediction = { better: 'same', sure: 2, finish: 40 } as const;
    world.student('a', { type: 'predict', prediction });
    world.student('a', { type: 'predict', prediction });
    world.skipTo('compare');
    world.student('a', { type: 'vote', better: 'same' });
    world.student('a', { type: 'vote', better: 'same' });
    expect(world.journal.filter(({ type }) => type === 'predicted' || type === 'voted')).toHaveLength(2);
  });

  test('rule class 7.4: are counted beside the results, and a right one earns points by how sure it was', () => {
    const world = new World();
    for (const seat of ['a', 'b', 'c']) world.join(seat);
    world.skipTo('predict');
    for (const [seat, better] of [
      ['a', 'client-server'],
      ['b', 'peer-to-peer'],
      ['c', 'same'],
    ] as const) {
      world.student(seat, { type: 'predict', prediction: { better, sure: 2, finish: 30 } });
    }
    world.skipTo('compare');
    expect(world.view().result?.predictions).toMatchObject({
      better: { 'client-server': 1, 'peer-to-peer': 1, same: 1 },
      finishMean: 30,
    });
    const rows = world.room.report().students;
    const right = ['a', 'b', 'c'].filter((seat) => {
      const runs = rows
        .filter(({ name }) => name === world.seat(seat).name)
        .reduce((sum, { points }) => sum + points, 0);
      return world.seat(seat).points === runs + 10;
    });
    expect(right).toHaveLength(1);
  });
});

describe('At the end', () => {
  test('the podium praises several kinds of good, nobody twice, and everybody who played is praised', () => {
    const world = new World();
    const seats = ['a', 'b', 'c', 'd', 'e'];
    for (const seat of seats) world.join(seat);
    world.desk({ type: 'start' });
    world.pass(400);
    expect(world.view().phase).toBe('end');
    const podium = world.view().result?.podium ?? [];
    expect(podium.length).toBeGreaterThanOrEqual(2);
    expect(new Set(podium.map(({ name }) => name)).size).toBe(podium.length);
    expect(podium.every(({ value }) => value > 0)).toBe(true);
    for (const seat of seats) expect(world.seat(seat).praise.length).toBeGreaterThan(0);
  });

  test('the report has a row for each student and run, and one for each measure of each run', () => {
    const world = new World();
    for (const seat of ['a', 'b']) world.join(seat);
    world.desk({ type: 'start' });
    world.pass(400);
    const { students, runs } = world.room.report();
    expect(students).toHaveLength(8);
    expect(new Set(runs.map(({ round, architecture }) => `${round} ${architecture}`)).size).toBe(4);
    for (const seat of ['a', 'b']) {
      const own = students.filter(({ name }) => name === world.seat(seat).name);
      expect(own.reduce((sum, { points }) => sum + points, 0)).toBe(world.seat(seat).points);
    }
  });
});

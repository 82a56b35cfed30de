import { describe, expect, test } from 'vitest';
import { CLOSE } from '../../shared/protocol/close.ts';
import { fakeAudience } from './support/fake-audience.ts';

const BOARD = { kind: 'board' } as const;
const MUCH = 200 * 1_024;

describe('A board that takes in too little', () => {
  test('is shown nothing until it has caught up, and then at once how everything stands now', async () => {
    const { audience, enter, pass, play } = fakeAudience();
    const [slow, quick] = [enter(BOARD), enter(BOARD)];
    for (const { connection } of [slow, quick]) audience.hello(connection);
    await play();
    await pass(500);
    slow.waiting = MUCH;
    const [before, since] = [slow.kinds.length, quick.frames.length];
    for (let steps = 0; steps < 100; steps++) await pass(100);
    expect(slow.kinds).toHaveLength(before);
    expect(quick.frames.length).toBeGreaterThan(since + 20);

    slow.waiting = 0;
    await pass(100);
    const last = slow.frames.at(-1);
    expect(last?.t).toBeGreaterThanOrEqual(quick.frames.at(-1)?.t ?? 0);
    const changed = new Set(quick.frames.slice(since).flatMap(({ nodes }) => nodes.map(({ node }) => node)));
    expect(new Set(last?.nodes.map(({ node }) => node))).toEqual(changed);
    expect(slow.closed).toBeUndefined();
  });

  test('for as long as nobody waits for is closed, and may come back', async () => {
    const { audience, enter, pass } = fakeAudience();
    const board = enter(BOARD);
    audience.hello(board.connection);
    board.waiting = MUCH;
    for (let seconds = 0; seconds < 15; seconds++) await pass(1_000);
    board.waiting = 0;
    await pass(1_000);
    board.waiting = MUCH;
    for (let seconds = 0; seconds < 15; seconds++) await pass(1_000);
    expect(board.closed).toBeUndefined();
    for (let seconds = 0; seconds < 10; seconds++) await pass(1_000);
    expect(board.closed).toBe(CLOSE.behind);
  });
});

describe('A connection that never says hello', () => {
  test('is closed, and gives back its place', async () => {
    const { enter, pass } = fakeAudience();
    const all = Array.from({ length: 24 }, () => enter(BOARD));
    expect(() => enter(BOARD)).toThrow('too-many-screens');
    for (let seconds = 0; seconds < 25; seconds++) await pass(1_000);
    expect(new Set(all.map(({ closed }) => closed))).toEqual(new Set([CLOSE.behind]));
    expect(enter(BOARD).closed).toBeUndefined();
  });

  test('and is closed can ask for nothing any more', async () => {
    const { audience, enter, pass } = fakeAudience();
    const desk = enter({ kind: 'desk' });
    for (let seconds = 0; seconds < 25; seconds++) await pass(1_000);
    expect(audience.hello(desk.connection).ok).toBe(false);
    expect((await audience.command(desk.connection, 'instructor', { type: 'start' })).ok).toBe(false);
    expect(desk.kinds).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { applyFrame, type Board } from '../../client/view/board/board.ts';
import { cuesBetween, heardOf } from '../../client/view/board/cues.ts';
import { addLines, newLog } from '../../client/view/board/log.ts';
import { sceneOf } from '../support/board/stream.ts';
import { boardOf, down, frameOf, nodeOf, SECOND } from './board-frames.ts';

describe('The log', () => {
  const scene = sceneOf({ layout: 'star', nodes: 4 });
  const line = (t: number) => ({ t, said: { key: 'line.down', args: { who: t } }, mood: 'bad' as const });

  test('has the newest line first, each with a number of its own', () => {
    const one = addLines(newLog(scene.runId), frameOf(scene, 1, { lines: [line(1), line(2)] }));
    const two = addLines(one, frameOf(scene, 2, { lines: [line(3)], finished: [1, 2] }));
    expect(two.lines.map(({ t }) => t)).toEqual([3, 2, 1]);
    expect(new Set(two.lines.map(({ id }) => id)).size).toBe(3);
    expect(two.finished).toBe(2);
  });

  test('stays the same value when a frame tells nothing, and begins anew with a new run', () => {
    const log = addLines(newLog(scene.runId), frameOf(scene, 1, { lines: [line(1)] }));
    expect(addLines(log, frameOf(scene, 2))).toBe(log);
    expect(addLines(log, { ...frameOf(scene, 3), runId: 'next' }).lines).toEqual([]);
  });

  test('does not grow for ever', () => {
    let log = newLog(scene.runId);
    for (let t = 0; t < 500; t++) log = addLines(log, frameOf(scene, t, { lines: [line(t)] }));
    expect(log.lines.length).toBeLessThanOrEqual(60);
    expect(log.lines[0]?.t).toBe(499);
  });
});

describe('What is heard', () => {
  const kinds = (board: Board, before: ReturnType<typeof heardOf>): readonly string[] =>
    cuesBetween(before, heardOf(board, board.t), board).map(({ kind }) => kind);

  test('a fall when the server goes down and a rise when it is back', () => {
    const board = boardOf('star', 4);
    const calm = heardOf(board, 0);
    applyFrame(board, frameOf(board.scene, SECOND, { nodes: [down(0, SECOND)] }));
    expect(kinds(board, calm)).toEqual(['fall']);
    const fallen = heardOf(board, SECOND);
    applyFrame(board, frameOf(board.scene, 2 * SECOND, { nodes: [nodeOf(0, { progress: null })] }));
    expect(kinds(board, fallen)).toEqual(['rise']);
  });

  test('a chord for one that completes, and the class chord for the last', () => {
    const board = boardOf('mesh', 2);
    applyFrame(board, frameOf(board.scene, 1, { nodes: [nodeOf(0), nodeOf(1)] }));
    const working = heardOf(board, 1);
    applyFrame(board, frameOf(board.scene, 2, { nodes: [nodeOf(1, { progress: 1 })], finished: [1] }));
    expect(kinds(board, working)).toEqual(['chord']);
    const half = heardOf(board, 2);
    applyFrame(board, frameOf(board.scene, 3, { nodes: [nodeOf(0, { progress: 1 })], finished: [0], allDone: true }));
    expect(kinds(board, half)).toEqual(['class-chord']);
  });

  test('a tick for a message that lands, none for one that is lost', () => {
    const board = boardOf('star', 4);
    const before = heardOf(board, 0);
    const departures = [[1, 1, 0, 0, 0, SECOND]] as const;
    applyFrame(board, frameOf(board.scene, SECOND, { departures }));
    expect(kinds(board, before)).toEqual(['tick']);
    applyFrame(board, frameOf(board.scene, SECOND, { mishaps: [[1, SECOND, 0, 2]] }));
    expect(kinds(board, before)).toEqual([]);
  });

  test('nothing when a board begins to look at another run', () => {
    const dark = boardOf('star', 4);
    applyFrame(dark, frameOf(dark.scene, SECOND, { nodes: [down(0, SECOND)] }));
    const other = { ...heardOf(dark, 0), runId: 'before', dark: false };
    expect(cuesBetween(other, heardOf(dark, SECOND), dark)).toEqual([]);
  });
});

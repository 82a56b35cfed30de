import { describe, expect, test } from 'vitest';
import { applyFrame } from '../../client/view/board/board.ts';
import { wiresAt } from '../../client/view/board/wires.ts';
import { cheerFrom } from '../../client/view/motion/cheer.ts';
import { boardOf, down, frameOf, SECOND } from './board-frames.ts';

describe('Links', () => {
  test('of a star are there before anything moved, and glow where something did', () => {
    const board = boardOf('star', 4);
    expect(wiresAt(board, 0).map(({ glow }) => glow)).toEqual([0, 0, 0]);
    applyFrame(board, frameOf(board.scene, SECOND, { departures: [[1, 2, 0, 0, 0, SECOND]] }));
    const glowing = wiresAt(board, SECOND).filter(({ glow }) => glow > 0.9);
    expect(glowing.map(({ a, b }) => [a, b])).toEqual([[0, 2]]);
    expect(wiresAt(board, 20 * SECOND).every(({ glow }) => glow < 0.1)).toBe(true);
  });

  test('to a node that is down are dead', () => {
    const board = boardOf('star', 4);
    applyFrame(
      board,
      frameOf(board.scene, SECOND, { nodes: [down(0, SECOND)], departures: [[1, 2, 0, 0, 0, SECOND]] }),
    );
    expect(wiresAt(board, SECOND).map(({ dead, glow }) => [dead, glow])).toEqual([
      [true, 0],
      [true, 0],
      [true, 0],
    ]);
  });

  test('of a mesh to a node that has just gone down no longer glow', () => {
    const board = boardOf('mesh', 4);
    applyFrame(
      board,
      frameOf(board.scene, SECOND, { departures: [[1, 2, 0, 0, 0, SECOND]], nodes: [down(2, SECOND)] }),
    );
    const used = wiresAt(board, SECOND).find(({ a, b }) => a === 0 && b === 2);
    expect(used).toMatchObject({ dead: true, glow: 0 });
  });

  test('of a large mesh are those that were used', () => {
    const board = boardOf('mesh', 40);
    expect(wiresAt(board, 0)).toEqual([]);
    applyFrame(board, frameOf(board.scene, SECOND, { departures: [[1, 9, 30, 0, 0, SECOND]] }));
    expect(wiresAt(board, SECOND).map(({ a, b }) => [a, b])).toEqual([[9, 30]]);
  });
});

test('The cheer lights every used link once, outwards from the last to complete', () => {
  const board = boardOf('mesh', 6);
  const departures = [
    [1, 0, 1, 0, 0, 1],
    [2, 1, 2, 0, 0, 1],
    [3, 2, 0, 0, 0, 1],
    [4, 2, 3, 0, 0, 1],
  ] as const;
  applyFrame(board, frameOf(board.scene, SECOND, { departures }));
  const sparks = cheerFrom(3, board.links);
  expect(sparks.map(({ a, b }) => [Math.min(a, b), Math.max(a, b)]).sort()).toEqual([
    [0, 1],
    [0, 2],
    [1, 2],
    [2, 3],
  ]);
  expect(sparks[0]).toMatchObject({ a: 3, b: 2, at: 0 });
  const times = sparks.map(({ at }) => at);
  expect(times).toEqual([...times].sort((one, other) => one - other));
});

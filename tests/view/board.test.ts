import { describe, expect, test } from 'vitest';
import { applyFrame, type Board, darkSince, discard, newBoard } from '../../client/view/board/board.ts';
import { cuesBetween, heardOf } from '../../client/view/board/cues.ts';
import { addLines, newLog } from '../../client/view/board/log.ts';
import { centreOf } from '../../client/view/board/nodes.ts';
import type { BoardFrame, NodeFrame, SceneView } from '../../client/view/board/source.ts';
import { AFTERGLOW } from '../../client/view/board/traffic.ts';
import { wiresAt } from '../../client/view/board/wires.ts';
import { cheerFrom } from '../../client/view/motion/cheer.ts';
import { sceneOf } from '../support/board/stream.ts';

const SECOND = 1_000_000;

function frameOf(scene: SceneView, t: number, more: Partial<BoardFrame> = {}): BoardFrame {
  const empty = { nodes: [], departures: [], mishaps: [], lines: [], finished: [] };
  return { runId: scene.runId, t, ...empty, ...more };
}

function nodeOf(node: number, more: Partial<NodeFrame> = {}): NodeFrame {
  const up = { up: true, reason: 'none', since: -1, queue: 0, pilot: 'person', connected: true, traits: [] } as const;
  return { node, progress: 0, ...up, ...more };
}

const down = (node: number, since: number) => nodeOf(node, { up: false, reason: 'server-down', since, progress: null });
const boardOf = (layout: SceneView['layout'], nodes: number): Board => newBoard(sceneOf({ layout, nodes }));

describe('A board', () => {
  test('holds a message from its departure until its landing has faded', () => {
    const board = boardOf('star', 4);
    applyFrame(board, frameOf(board.scene, SECOND, { departures: [[1, 1, 0, 0, SECOND, 3 * SECOND]] }));
    discard(board, 3 * SECOND + AFTERGLOW);
    expect(board.traffic.flights).toHaveLength(1);
    discard(board, 3 * SECOND + AFTERGLOW + 1);
    expect(board.traffic.flights).toHaveLength(0);
    expect(board.traffic.byMessage.size).toBe(0);
  });

  test('takes a message that is told twice once', () => {
    const board = boardOf('star', 4);
    const frame = frameOf(board.scene, SECOND, { departures: [[7, 1, 0, 0, 0, 3 * SECOND]] });
    applyFrame(board, frame);
    applyFrame(board, frame);
    expect(board.traffic.flights).toHaveLength(1);
  });

  test('marks the message that a mishap is about, and forgets it sooner', () => {
    const board = boardOf('star', 4);
    const departures = [
      [1, 1, 0, 0, 0, 9 * SECOND],
      [2, 2, 0, 0, 0, 9 * SECOND],
    ] as const;
    applyFrame(board, frameOf(board.scene, SECOND, { departures, mishaps: [[2, SECOND, 0, 2]] }));
    expect(board.traffic.flights.map(({ lostAt }) => lostAt)).toEqual([-1, SECOND]);
    discard(board, SECOND + AFTERGLOW + 1);
    expect(board.traffic.flights.map(({ message }) => message)).toEqual([1]);
  });

  test('leaves out frames of another run, and mishaps of messages that it does not know', () => {
    const board = boardOf('mesh', 4);
    applyFrame(board, { ...frameOf(board.scene, SECOND, { nodes: [nodeOf(1, { progress: 1 })] }), runId: 'another' });
    applyFrame(board, frameOf(board.scene, SECOND, { mishaps: [[99, SECOND, 1, 5]], nodes: [nodeOf(44)] }));
    expect(board.nodes.get(1)?.frame.progress).toBeNull();
    expect(board.nodes.size).toBe(4);
    expect(board.traffic.flights).toHaveLength(0);
  });

  test('is complete when the last node with a goal is done; who left for good holds nobody up', () => {
    const board = boardOf('mesh', 4);
    const gone = nodeOf(3, { up: false, reason: 'left', since: 1, progress: 0.2 });
    applyFrame(
      board,
      frameOf(board.scene, SECOND, { nodes: [nodeOf(0, { progress: null }), nodeOf(1), nodeOf(2), gone] }),
    );
    applyFrame(board, frameOf(board.scene, 2 * SECOND, { nodes: [nodeOf(1, { progress: 1 })], finished: [1] }));
    expect(board.completedAt).toBe(-1);
    applyFrame(board, frameOf(board.scene, 3 * SECOND, { nodes: [nodeOf(2, { progress: 1 })], finished: [2] }));
    expect(board.completedAt).toBe(3 * SECOND);
  });
});

describe('The middle', () => {
  test('of a star holds the server, others of its role and infrastructure, and no bots', () => {
    const scene = sceneOf({ layout: 'star', nodes: 5, bots: 1 });
    const mirror = { node: 5, name: 'mirror', mark: null, role: 'mirror', bot: false };
    const second = { node: 6, name: 'Zoe', mark: { shape: 1, colour: 1, initials: 'ZO' }, role: 'server', bot: false };
    expect(centreOf({ ...scene, nodes: [...scene.nodes, mirror, second] })).toEqual([0, 5, 6]);
  });

  test('of a mesh holds the tracker alone', () => {
    const scene = sceneOf({ layout: 'mesh', nodes: 5, bots: 2 });
    const tracker = { node: 5, name: 'tracker', mark: null, role: 'tracker', bot: false };
    expect(centreOf({ ...scene, nodes: [...scene.nodes, tracker] })).toEqual([5]);
  });
});

describe('A star goes dark', () => {
  test('when its server is down, since then, until it is back', () => {
    const board = boardOf('star', 4);
    expect(darkSince(board)).toBe(-1);
    applyFrame(board, frameOf(board.scene, 2 * SECOND, { nodes: [down(0, 1.5 * SECOND)] }));
    expect(darkSince(board)).toBe(1.5 * SECOND);
    applyFrame(board, frameOf(board.scene, 3 * SECOND, { nodes: [nodeOf(0)] }));
    expect(darkSince(board)).toBe(-1);
  });

  test('but not while a mirror stands in', () => {
    const scene = sceneOf({ layout: 'star', nodes: 4 });
    const mirror = { node: 4, name: 'mirror', mark: null, role: 'mirror', bot: false };
    const board = newBoard({ ...scene, nodes: [...scene.nodes, mirror] });
    applyFrame(board, frameOf(board.scene, SECOND, { nodes: [down(0, SECOND), nodeOf(4)] }));
    expect(darkSince(board)).toBe(-1);
    applyFrame(board, frameOf(board.scene, 2 * SECOND, { nodes: [down(4, 2 * SECOND)] }));
    expect(darkSince(board)).toBe(SECOND);
  });

  test('and a mesh never does', () => {
    const board = boardOf('mesh', 4);
    applyFrame(board, frameOf(board.scene, SECOND, { nodes: [down(0, SECOND)] }));
    expect(darkSince(board)).toBe(-1);
  });
});

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
    applyFrame(board, frameOf(board.scene, 3, { nodes: [nodeOf(0, { progress: 1 })], finished: [0] }));
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

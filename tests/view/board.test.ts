import { describe, expect, test } from 'vitest';
import { applyFrame, darkSince, discard, newBoard } from '../../client/view/board/board.ts';
import { heardOf } from '../../client/view/board/cues.ts';
import { centreOf } from '../../client/view/board/nodes.ts';
import { AFTERGLOW } from '../../client/view/board/traffic.ts';
import { sceneOf } from '../support/board/stream.ts';
import { boardOf, down, frameOf, nodeOf, SECOND } from './board-frames.ts';

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

  test('is complete when the class says so: who has left may come back with work to do, and holds the others up', () => {
    const board = boardOf('mesh', 4);
    const gone = nodeOf(3, { up: false, reason: 'left', since: 1, progress: 0.2 });
    applyFrame(
      board,
      frameOf(board.scene, SECOND, { nodes: [nodeOf(0, { progress: null }), nodeOf(1), nodeOf(2), gone] }),
    );
    applyFrame(board, frameOf(board.scene, 2 * SECOND, { nodes: [nodeOf(1, { progress: 1 })], finished: [1] }));
    expect(board.completedAt).toBe(-1);
    applyFrame(board, frameOf(board.scene, 3 * SECOND, { nodes: [nodeOf(2, { progress: 1 })], finished: [2] }));
    expect([board.completedAt, heardOf(board, 3 * SECOND).all]).toEqual([-1, false]);
    const back = nodeOf(3, { progress: 1 });
    applyFrame(board, frameOf(board.scene, 4 * SECOND, { nodes: [back], finished: [3], allDone: true }));
    expect([board.completedAt, heardOf(board, 4 * SECOND).all]).toEqual([4 * SECOND, true]);
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

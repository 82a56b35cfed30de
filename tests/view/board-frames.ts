import { type Board, newBoard } from '../../client/view/board/board.ts';
import type { BoardFrame, NodeFrame, SceneView } from '../../client/view/board/source.ts';
import { sceneOf } from '../support/board/stream.ts';

/** µs. */
export const SECOND = 1_000_000;

export function frameOf(scene: SceneView, t: number, more: Partial<BoardFrame> = {}): BoardFrame {
  const empty = { nodes: [], departures: [], mishaps: [], lines: [], finished: [], allDone: false };
  return { runId: scene.runId, t, ...empty, ...more };
}

export function nodeOf(node: number, more: Partial<NodeFrame> = {}): NodeFrame {
  const up = { up: true, reason: 'none', since: -1, queue: 0, pilot: 'person', connected: true, traits: [] } as const;
  return { node, progress: 0, ...up, ...more };
}

export const down = (node: number, since: number) =>
  nodeOf(node, { up: false, reason: 'server-down', since, progress: null });
export const boardOf = (layout: SceneView['layout'], nodes: number): Board => newBoard(sceneOf({ layout, nodes }));

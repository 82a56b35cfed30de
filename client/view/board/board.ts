import { type Links, useLinks } from './links.ts';
import { type BoardNode, centreOf, newNode, updateNodes } from './nodes.ts';
import type { BoardFrame, SceneView } from './source.ts';
import { depart, forget, mishap, newTraffic, type Traffic } from './traffic.ts';

/** All that a picture of the network is drawn from: the fold of a scene and its frames. Written by `applyFrame` and `discard` alone. */
export interface Board {
  readonly scene: SceneView;
  readonly nodes: Map<number, BoardNode>;
  readonly centre: ReadonlySet<number>;
  readonly traffic: Traffic;
  readonly links: Links;
  /** Newest run time told (µs). */
  t: number;
  /** Whether all nodes with a goal have reached it, as the class says. */
  allDone: boolean;
  /** Run time (µs) when that was seen to happen, -1 before. */
  completedAt: number;
  /** Counts frames with news of nodes, so that what is drawn from nodes alone is drawn again only then. */
  nodesVersion: number;
}

export function newBoard(scene: SceneView): Board {
  return {
    scene,
    nodes: new Map(scene.nodes.map((node) => [node.node, newNode(node)])),
    centre: new Set(centreOf(scene)),
    traffic: newTraffic(),
    links: new Map(),
    t: 0,
    allDone: false,
    completedAt: -1,
    nodesVersion: 0,
  };
}

/** Folds a frame in; one of another run is left out. */
export function applyFrame(board: Board, frame: BoardFrame): void {
  if (frame.runId !== board.scene.runId) return;
  board.t = Math.max(board.t, frame.t);
  board.allDone = frame.allDone;
  depart(board.traffic, frame.departures);
  mishap(board.traffic, frame.mishaps);
  useLinks(board.links, frame.departures);
  if (frame.nodes.length + frame.finished.length === 0) return;
  updateNodes(board.nodes, frame);
  board.nodesVersion += 1;
  if (board.completedAt < 0 && frame.finished.length > 0 && frame.allDone) board.completedAt = frame.t;
}

/** Drops what was over before run time `t` (µs). */
export function discard(board: Board, t: number): void {
  forget(board.traffic, t);
}

/** The fault that a whole star feels: since when (µs) all of its middle has been down, or -1. Elsewhere there is no such fault. */
export function darkSince(board: Board): number {
  const hub = board.nodes.get(0);
  if (board.scene.layout !== 'star' || hub === undefined || hub.frame.up || hub.frame.reason !== 'server-down')
    return -1;
  const standsIn = [...board.centre].some((node) => board.nodes.get(node)?.frame.up === true);
  return standsIn ? -1 : hub.frame.since;
}

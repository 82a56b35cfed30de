import type { BoardFrame, NodeFrame, SceneView } from './source.ts';

export type SceneNode = SceneView['nodes'][number];

/** One node: who it is, and how it stands by the newest frame. */
export interface BoardNode {
  readonly scene: SceneNode;
  readonly frame: NodeFrame;
  /** Run time (µs) when it reached its goal, -1 before. */
  readonly finishedAt: number;
}

/** How a node stands before the first frame tells. */
export function newNode(scene: SceneNode): BoardNode {
  const frame: NodeFrame = {
    node: scene.node,
    up: true,
    reason: 'none',
    since: -1,
    progress: null,
    queue: 0,
    pilot: scene.bot ? 'bot' : 'autopilot',
    connected: true,
    traits: [],
  };
  return { scene, frame, finishedAt: -1 };
}

/** Writes what a frame tells of nodes into `nodes`. Nodes that are not on the scene are left out. */
export function updateNodes(nodes: Map<number, BoardNode>, frame: BoardFrame): void {
  for (const state of frame.nodes) {
    const node = nodes.get(state.node);
    if (node !== undefined) nodes.set(state.node, { ...node, frame: state });
  }
  for (const index of frame.finished) {
    const node = nodes.get(index);
    if (node !== undefined && node.finishedAt < 0) nodes.set(index, { ...node, finishedAt: frame.t });
  }
}

/**
 * The nodes that belong in the middle: in a star the server, all machines of its role and the infrastructure behind it; elsewhere the
 * infrastructure alone, such as a tracker. Infrastructure has no player's mark and is no bot.
 */
export function centreOf(scene: SceneView): readonly number[] {
  const hub = scene.layout === 'star' ? scene.nodes.find(({ node }) => node === 0) : undefined;
  return scene.nodes
    .filter((node) => (node.mark === null && !node.bot) || (hub !== undefined && node.role === hub.role))
    .map(({ node }) => node);
}

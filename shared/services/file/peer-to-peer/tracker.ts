import type { Message, NodeId } from '../../../sim/index.ts';
import type { Machine } from '../machine.ts';
import { KIND, sendControl, type TrackerState } from './state.ts';

export function newTracker(nodes: number): TrackerState {
  return { role: 'tracker', peers: [], known: new Array<number>(nodes).fill(0) };
}

/** Where the tracker sits: behind the machines that people play. */
export function trackerNode({ net }: Machine): NodeId {
  return net.plan.nodes as NodeId;
}

/** A peer asks for neighbours: it gets some at random, and is one from now on. The tracker knows nothing of pieces. */
export function introduce(machine: Machine, tracker: TrackerState, { from, body }: Message): void {
  const wanted = body as number;
  sendControl(machine, from, KIND.introduction, choose(machine, tracker, from, wanted));
  if (tracker.known[from] === 1) return;
  tracker.known[from] = 1;
  tracker.peers.push(from);
}

/** `wanted` different peers, never the one that asks. */
function choose({ net, self }: Machine, { peers }: TrackerState, asker: NodeId, wanted: number): NodeId[] {
  if (peers.length <= 2 * wanted) {
    const others = peers.filter((peer) => peer !== asker);
    return others.length <= wanted ? others : net.random('introduction', self).sample(others, wanted);
  }
  const random = net.random('introduction', self);
  const chosen: NodeId[] = [];
  while (chosen.length < wanted) {
    const peer = random.pick(peers);
    if (peer !== asker && !chosen.includes(peer)) chosen.push(peer);
  }
  return chosen;
}

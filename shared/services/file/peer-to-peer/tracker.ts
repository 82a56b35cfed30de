import type { NodeId } from '../../../sim/index.ts';
import type { Me, Role } from '../../kit/index.ts';
import { said } from '../texts.ts';
import type { TrackerSide } from './terms.ts';

type Tracker = Me<TrackerSide>;

/** Introduces peers to each other, and does nothing else: it knows nothing of pieces. */
export const tracker: Role<TrackerSide> = {
  init: ({ people }) => ({ peers: [], known: new Array<number>(people).fill(0) }),
  on: { announce: introduce },
  actions: {},
  view: ({ state, people }) => ({
    status: said('status.tracker', { n: state.peers.length }),
    mood: 'good',
    job: { label: said('job.tracker'), done: state.peers.length, total: people },
  }),
  picture: () => ({ progress: null, queue: 0 }),
};

/** Where the tracker sits: behind the machines that people play. */
export function trackerAt({ people }: Pick<Tracker, 'people'>): NodeId {
  return people as NodeId;
}

/** A peer asks for neighbours: it gets some at random, and is one from now on. */
function introduce(me: Tracker, asker: NodeId, wanted: number): void {
  const { known, peers } = me.state;
  me.send.introduction(asker, choose(me, asker, wanted));
  if (known[asker] === 1) return;
  known[asker] = 1;
  peers.push(asker);
}

/** `wanted` different peers, never the one that asks. */
function choose(me: Tracker, asker: NodeId, wanted: number): NodeId[] {
  const { peers } = me.state;
  if (peers.length <= 2 * wanted) {
    const others = peers.filter((peer) => peer !== asker);
    return others.length <= wanted ? others : me.random('introduction').sample(others, wanted);
  }
  const random = me.random('introduction');
  const chosen: NodeId[] = [];
  while (chosen.length < wanted) {
    const peer = random.pick(peers);
    if (peer !== asker && !chosen.includes(peer)) chosen.push(peer);
  }
  return chosen;
}

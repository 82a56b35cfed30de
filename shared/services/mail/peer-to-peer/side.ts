import { type NodeId, Randomness } from '../../../sim/index.ts';
import { defineSide, people, randomNeighbours } from '../../kit/index.ts';
import { settingsOf } from '../settings.ts';
import { eavesdropper, peer } from './peer.ts';
import { type Settings, TABLES } from './terms.ts';

/** Letters travel from friend to friend. */
export const peerToPeer = defineSide({
  ...TABLES,
  layout: 'mesh',
  settings(plan): Settings {
    const { nodes, seed } = plan;
    const settings = settingsOf(plan, 0);
    const degree = settings.friends === 0 ? nodes : settings.friends;
    const friendsOf = randomNeighbours(nodes, degree, new Randomness(seed).stream('friends', -1)) as NodeId[][];
    return { ...settings, friendsOf };
  },
  machines: (plan, { peerUp, down, latency }) => people(plan, () => 'peer', { up: peerUp, down, latency }),
  roles: { peer, eavesdropper },
});

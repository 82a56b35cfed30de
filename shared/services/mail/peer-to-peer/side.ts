import { type NodeId, Randomness } from '../../../sim/index.ts';
import { defineSide, people, randomNeighbours } from '../../kit/index.ts';
import { SETTINGS } from '../settings.ts';
import { eavesdropper, peer } from './peer.ts';
import { type Settings, TABLES } from './terms.ts';

/** Letters travel from friend to friend. */
export const peerToPeer = defineSide({
  ...TABLES,
  layout: 'mesh',
  settings({ params, nodes, seed }): Settings {
    const settings = SETTINGS.read(params);
    const degree = settings.friends === 0 ? nodes : settings.friends;
    const friendsOf = randomNeighbours(nodes, degree, new Randomness(seed).stream('friends', -1)) as NodeId[][];
    return { ...settings, first: 0, friendsOf };
  },
  machines: (plan, { peerUp, down, latency }) => people(plan, () => 'peer', { up: peerUp, down, latency }),
  roles: { peer, eavesdropper },
});

import { type NodeId, Randomness } from '../../../sim/index.ts';
import { defineSide, people, randomNeighbours } from '../../kit/index.ts';
import { settingsOf } from '../settings.ts';
import { doubleSpender, peer } from './peer.ts';
import { type Settings, TABLES } from './terms.ts';

/**
 * A blockchain without a bank: payments and blocks go from neighbour to neighbour, miners find blocks at random times, the longest
 * branch counts, and a merchant hands goods over when enough blocks stand on its payment.
 */
export const peerToPeer = defineSide({
  ...TABLES,
  layout: 'mesh',
  settings(plan): Settings {
    const { nodes, seed } = plan;
    const settings = settingsOf(plan);
    const stream = new Randomness(seed).stream('neighbours', -1);
    return { ...settings, neighboursOf: randomNeighbours(nodes, settings.neighbours, stream) as NodeId[][] };
  },
  machines: (plan, { peerUp: up, peerDown: down, latency }) => people(plan, () => 'peer', { up, down, latency }),
  roles: { peer, 'double-spender': doubleSpender },
});

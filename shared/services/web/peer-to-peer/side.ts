import { type NodeId, Randomness } from '../../../sim/index.ts';
import { defineSide, people, randomNeighbours } from '../../kit/index.ts';
import { settingsOf } from '../settings.ts';
import { origin } from './origin.ts';
import { peer } from './peer.ts';
import { ORIGIN, type Settings, TABLES } from './terms.ts';

/** The web without a server: readers keep what they have read and find pages at each other. */
export const peerToPeer = defineSide({
  ...TABLES,
  layout: 'mesh',
  settings(plan): Settings {
    const site = settingsOf(plan);
    const stream = new Randomness(plan.seed).stream('neighbours', -1);
    return { ...site, neighboursOf: randomNeighbours(plan.nodes, site.neighbours, stream) as NodeId[][] };
  },
  machines: (plan, { peerUp: up, peerDown: down, latency, peerWorkers: workers, peerPlaces: places }) =>
    people(plan, (node) => (node === ORIGIN ? 'origin' : 'peer'), { up, down, latency, workers, places }),
  roles: { peer, origin },
});

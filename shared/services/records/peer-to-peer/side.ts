import { defineSide, people } from '../../kit/index.ts';
import { settingsOf } from '../settings.ts';
import { liar, peer } from './peer.ts';
import { settledRing } from './ring.ts';
import { type Settings, TABLES } from './terms.ts';

/** A distributed hash table: a Chord ring with finger tables, successor lists and copies on the successors. */
export const peerToPeer = defineSide({
  ...TABLES,
  layout: 'ring',
  settings: (plan): Settings => ({ ...settingsOf(plan), ring: settledRing(plan) }),
  machines: (plan, { peerUp: up, down, latency }) => people(plan, () => 'peer', { up, down, latency }),
  roles: { peer, liar },
});

import { defineSide, people } from '../../kit/index.ts';
import { settingsOf } from '../settings.ts';
import { peer } from './peer.ts';
import { TABLES } from './terms.ts';

/** Everybody sends to everybody in the call. */
export const peerToPeer = defineSide({
  ...TABLES,
  layout: 'mesh',
  settings: (plan) => settingsOf(plan, 0),
  machines: (plan, { peerUp, down, latency }) => people(plan, () => 'peer', { up: peerUp, down, latency }),
  roles: { peer },
});

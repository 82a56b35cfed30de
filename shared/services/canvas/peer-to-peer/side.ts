import { defineSide, people } from '../../kit/index.ts';
import { settingsOf } from '../settings.ts';
import { peer } from './peer.ts';
import { TABLES } from './terms.ts';

/** As many copies as there are peers, which merge. */
export const peerToPeer = defineSide({
  ...TABLES,
  layout: 'mesh',
  settings: settingsOf,
  machines: (plan, { serverUp, peerUp, down, latency }) =>
    people(
      plan,
      () => 'peer',
      (node) => ({ up: node === 0 ? serverUp : peerUp, down, latency }),
    ),
  roles: { peer },
});

import { defineSide, people } from '../../kit/index.ts';
import { settingsOf } from '../settings.ts';
import { cheat, client } from './client.ts';
import { server } from './server.ts';
import { SERVER, TABLES } from './terms.ts';

/** One bank with one ledger: a payment counts when the bank says so, once and for all. */
export const clientServer = defineSide({
  ...TABLES,
  layout: 'star',
  settings: settingsOf,
  machines: (plan, { serverUp, serverDown, peerUp, peerDown, latency, tellers: workers, places }) =>
    people(
      plan,
      (node) => (node === SERVER ? 'server' : 'client'),
      (node) =>
        node === SERVER
          ? { up: serverUp, down: serverDown, latency, workers, places }
          : { up: peerUp, down: peerDown, latency },
    ),
  roles: { server, client, cheat },
});

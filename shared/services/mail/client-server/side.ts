import { defineSide, people } from '../../kit/index.ts';
import { settingsOf } from '../settings.ts';
import { client } from './client.ts';
import { server } from './server.ts';
import { FIRST_CLIENT, SERVER, TABLES } from './terms.ts';

/** Letters are stored in mailboxes at the server. */
export const clientServer = defineSide({
  ...TABLES,
  layout: 'star',
  settings: (plan) => settingsOf(plan, FIRST_CLIENT),
  machines: (plan, { serverUp, peerUp, down, latency, places }) =>
    people(
      plan,
      (node) => (node === SERVER ? 'server' : 'client'),
      (node) => (node === SERVER ? { up: serverUp, down, latency, places } : { up: peerUp, down, latency }),
    ),
  roles: { server, client },
});

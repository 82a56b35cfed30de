import { defineSide, people } from '../../kit/index.ts';
import { settingsOf } from '../settings.ts';
import { client } from './client.ts';
import { server } from './server.ts';
import { SERVER, TABLES } from './terms.ts';

/** The server orders all edits; clients paint through it. */
export const clientServer = defineSide({
  ...TABLES,
  layout: 'star',
  settings: settingsOf,
  machines: (plan, { serverUp, peerUp, down, latency }) =>
    people(
      plan,
      (node) => (node === SERVER ? 'server' : 'client'),
      (node) => ({ up: node === SERVER ? serverUp : peerUp, down, latency }),
    ),
  roles: { server, client },
});

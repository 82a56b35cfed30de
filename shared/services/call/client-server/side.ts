import { defineSide, machineOf, people } from '../../kit/index.ts';
import { settingsOf } from '../settings.ts';
import { client } from './client.ts';
import { backup, server } from './server.ts';
import { FIRST_CLIENT, SERVER, TABLES } from './terms.ts';

/** Every voice goes to a relay once, and from there to the others of the call. */
export const clientServer = defineSide({
  ...TABLES,
  layout: 'star',
  settings: (plan) => settingsOf(plan, FIRST_CLIENT),
  machines: (plan, { relayUp, peerUp, down, latency }) => [
    ...people(
      plan,
      (node) => (node === SERVER ? 'server' : 'client'),
      (node) => (node === SERVER ? { up: relayUp, latency } : { up: peerUp, down, latency }),
    ),
    machineOf('backup', { up: relayUp, latency }),
  ],
  roles: { server, client, backup },
});

import { micros } from '../../../sim/index.ts';
import { defineSide, machineOf, people } from '../../kit/index.ts';
import { settingsOf } from '../settings.ts';
import { client } from './client.ts';
import { replica } from './replica.ts';
import { server } from './server.ts';
import { SERVER, TABLES } from './terms.ts';

/** One database with access control in front of several replicas; look-ups and changes go to a quorum of them. */
export const clientServer = defineSide({
  ...TABLES,
  layout: 'star',
  settings: settingsOf,
  machines(plan, { serverUp: up, peerUp, down, latency, places, replicas, spares }) {
    // Replicas stand in the same room as the database.
    const beside = { up, down, latency: micros(0) };
    return [
      ...people(
        plan,
        (node) => (node === SERVER ? 'server' : 'client'),
        (node) => (node === SERVER ? { up, down, latency, places } : { up: peerUp, down, latency }),
      ),
      ...Array.from({ length: replicas + spares }, (_, index) =>
        machineOf('replica', index < replicas ? beside : { ...beside, startsDown: true }),
      ),
    ];
  },
  roles: { server, client, replica },
});

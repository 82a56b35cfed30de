import { defineSide, machineOf, people } from '../../kit/index.ts';
import { settingsOf } from '../settings.ts';
import { client } from './client.ts';
import { mirror } from './mirror.ts';
import { server } from './server.ts';
import { SERVER, TABLES } from './terms.ts';

/** The web over one server and its mirrors. */
export const clientServer = defineSide({
  ...TABLES,
  layout: 'star',
  settings: settingsOf,
  machines(plan, { serverUp, serverDown, peerUp, peerDown, latency, workers, places, mirrors, mirrorsUp }) {
    const serving = { up: serverUp, down: serverDown, latency, workers, places };
    return [
      ...people(
        plan,
        (node) => (node === SERVER ? 'server' : 'client'),
        (node) => (node === SERVER ? serving : { up: peerUp, down: peerDown, latency }),
      ),
      ...Array.from({ length: mirrors }, (_, index) =>
        machineOf('mirror', index < mirrorsUp ? serving : { ...serving, startsDown: true }),
      ),
    ];
  },
  roles: { server, client, mirror },
});

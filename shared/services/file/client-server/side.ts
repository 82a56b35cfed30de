import { defineSide, machineOf, people } from '../../kit/index.ts';
import { settingsOf } from '../settings.ts';
import { client } from './client.ts';
import { mirror } from './mirror.ts';
import { server } from './server.ts';
import { SERVER, TABLES } from './terms.ts';

/** A download server, its clients, and spare machines that can become mirrors. */
export const clientServer = defineSide({
  ...TABLES,
  layout: 'star',
  // One server can't be outvoted by itself, so nothing is fetched twice.
  settings: (plan) => ({ ...settingsOf(plan), votes: 1 }),
  machines(plan, { latency, serverUp, down, mirrors, uplinkOf }) {
    const source = { latency, up: serverUp };
    return [
      ...people(
        plan,
        (node) => (node === SERVER ? 'server' : 'client'),
        (node) => (node === SERVER ? source : { latency, up: uplinkOf(node) === 0 ? null : uplinkOf(node), down }),
      ),
      ...Array.from({ length: mirrors }, () => machineOf('mirror', { ...source, startsDown: true })),
    ];
  },
  roles: { server, client, mirror },
});

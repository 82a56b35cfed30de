import { defineSide, machineOf, people } from '../../kit/index.ts';
import { settingsOf } from '../settings.ts';
import { caller } from './caller.ts';
import { backupRelay, relay } from './relay.ts';
import { FIRST_CALLER, RELAY, TABLES } from './terms.ts';

/** Every voice goes to a relay once, and from there to the others of the call. */
export const clientServer = defineSide({
  ...TABLES,
  layout: 'star',
  settings: (plan) => settingsOf(plan, FIRST_CALLER),
  machines: (plan, { relayUp, peerUp, down, latency }) => [
    ...people(
      plan,
      (node) => (node === RELAY ? 'server' : 'client'),
      (node) => (node === RELAY ? { up: relayUp, latency } : { up: peerUp, down, latency }),
    ),
    machineOf('backup', { up: relayUp, latency }),
  ],
  roles: { server: relay, client: caller, backup: backupRelay },
});

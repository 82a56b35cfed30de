import { defineSide, machineOf, people } from '../../kit/index.ts';
import { settingsOf } from '../settings.ts';
import { peer, seed } from './peer.ts';
import { TABLES } from './terms.ts';
import { tracker } from './tracker.ts';

/** A swarm: peers that exchange pieces, and a tracker that introduces them to each other and does nothing else. */
export const peerToPeer = defineSide({
  ...TABLES,
  layout: 'mesh',
  settings: settingsOf,
  machines: (plan, { latency, serverUp, down, seeds, parts, uplinkOf }) => [
    ...people(
      plan,
      (node) => (parts === 0 && node < seeds ? 'seed' : 'peer'),
      (node) => {
        if (node === 0) return { latency, up: serverUp };
        const up = uplinkOf(node);
        return { latency, up: up === 0 ? null : up, down };
      },
    ),
    machineOf('tracker', { latency }),
  ],
  roles: { peer, seed, tracker },
});

import type { Service } from '../../../shared/services/contract.ts';
import { defineSide, people } from '../../../shared/services/kit/index.ts';
import { asker, server } from './roles.ts';
import { SETTINGS, settingsOf, TABLES } from './terms.ts';
import { words } from './words.ts';

/** Agree on the time: by a time server's clock, or by meeting in the middle with one neighbour after the other. */
export const clock: Service = {
  id: 'clock',
  params: SETTINGS.specs,
  words,
  sides: {
    'client-server': defineSide({
      ...TABLES,
      layout: 'star',
      settings: settingsOf,
      machines: (plan, { up, latency }) => people(plan, (node) => (node === 0 ? 'server' : 'client'), { up, latency }),
      roles: { server, client: asker },
    }),
    'peer-to-peer': defineSide({
      ...TABLES,
      layout: 'mesh',
      settings: settingsOf,
      machines: (plan, { up, latency }) => people(plan, () => 'peer', { up, latency }),
      roles: { peer: asker },
    }),
  },
  stresses: ['crash', 'slow-links', 'churn'],
  itemsPerNode: ({ readings }) => Number(readings),
};

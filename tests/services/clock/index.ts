import type { Service } from '../../../shared/services/contract.ts';
import { defineSide, people } from '../../../shared/services/kit/index.ts';
import { asker, server } from './roles.ts';
import { SETTINGS, settingsOf, TABLES } from './terms.ts';
import { words } from './words.ts';

/** Agree on the time: from one time server, or by meeting in the middle with one neighbour after the other. */
export const clock: Service = {
  id: 'clock',
  params: SETTINGS.specs,
  words,
  sides: {
    'client-server': defineSide({
      ...TABLES,
      layout: 'star',
      settings: (plan) => settingsOf(plan, 1, () => 0),
      machines: (plan, { up, latency }) => people(plan, (node) => (node === 0 ? 'server' : 'client'), { up, latency }),
      roles: { server, client: asker },
    }),
    'peer-to-peer': defineSide({
      ...TABLES,
      layout: 'mesh',
      settings: (plan) => settingsOf(plan, 0.5, (self, set) => (self + 1 + (set % (plan.nodes - 1))) % plan.nodes),
      machines: (plan, { up, latency }) => people(plan, () => 'peer', { up, latency }),
      roles: { peer: asker },
    }),
  },
  stresses: ['crash', 'slow-links', 'churn'],
  itemsPerNode: (params) => Number(params['readings']),
};

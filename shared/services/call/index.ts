import type { Service } from '../contract.ts';
import { clientServer } from './client-server/side.ts';
import { peerToPeer } from './peer-to-peer/side.ts';
import { SETTINGS } from './settings.ts';
import { words } from './words.ts';

/** Keep group calls clear: through a relay that carries every voice, or from everybody to everybody. */
export const call: Service = {
  id: 'call',
  params: SETTINGS.specs,
  words,
  sides: { 'client-server': clientServer, 'peer-to-peer': peerToPeer },
  stresses: ['crash', 'slow-links', 'flash-crowd', 'churn', 'partition'],
  itemsPerNode: ({ turns }) => Number(turns),
};

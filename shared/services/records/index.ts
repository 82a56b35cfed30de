import type { Service } from '../contract.ts';
import { clientServer } from './client-server/side.ts';
import { peerToPeer } from './peer-to-peer/side.ts';
import { SETTINGS } from './settings.ts';
import { words } from './words.ts';

/** Look up and change customer records: a database with replicas and badges, or a ring in which everybody keeps a slice. */
export const records: Service = {
  id: 'records',
  params: SETTINGS.specs,
  words,
  sides: { 'client-server': clientServer, 'peer-to-peer': peerToPeer },
  stresses: ['crash', 'partition', 'slow-links', 'flash-crowd', 'churn', 'breach', 'sybil', 'data-loss'],
  itemsPerNode: ({ tasks }) => Number(tasks),
};

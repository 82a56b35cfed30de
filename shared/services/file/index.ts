import type { Service } from '../contract.ts';
import { clientServer } from './client-server/side.ts';
import { peerToPeer } from './peer-to-peer/side.ts';
import { SETTINGS } from './settings.ts';
import { words } from './words.ts';

/** Everyone gets the whole file. */
export const file: Service = {
  id: 'file',
  params: SETTINGS.specs,
  words,
  sides: { 'client-server': clientServer, 'peer-to-peer': peerToPeer },
  stresses: ['crash', 'slow-links', 'flash-crowd', 'churn', 'free-riders', 'poison'],
  itemsPerNode: ({ pieces }) => Number(pieces),
};

import type { Service } from '../contract.ts';
import { clientServer } from './client-server/side.ts';
import { peerToPeer } from './peer-to-peer/side.ts';
import { SETTINGS } from './settings.ts';
import { words } from './words.ts';

/** Keep reading pages: from a web server and its mirrors, or from each other's caches. */
export const web: Service = {
  id: 'web',
  params: SETTINGS.specs,
  words,
  sides: { 'client-server': clientServer, 'peer-to-peer': peerToPeer },
  stresses: ['crash', 'flash-crowd', 'slow-links', 'churn', 'free-riders', 'poison'],
  itemsPerNode: ({ quota }) => Number(quota),
};

import type { Service } from '../contract.ts';
import { clientServer } from './client-server/side.ts';
import { peerToPeer } from './peer-to-peer/side.ts';
import { SETTINGS } from './settings.ts';
import { words } from './words.ts';

/** Paint the class mosaic together: one picture that a server orders, or as many as there are peers, which merge. */
export const canvas: Service = {
  id: 'canvas',
  params: SETTINGS.specs,
  words,
  sides: { 'client-server': clientServer, 'peer-to-peer': peerToPeer },
  stresses: ['crash', 'partition', 'slow-links', 'flash-crowd', 'churn', 'data-loss'],
  itemsPerNode: ({ strokes }) => Number(strokes),
};

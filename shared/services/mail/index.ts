import type { Service } from '../contract.ts';
import { clientServer } from './client-server/side.ts';
import { peerToPeer } from './peer-to-peer/side.ts';
import { SETTINGS } from './settings.ts';
import { words } from './words.ts';

/** Deliver letters although some recipients are away: mailboxes at a server, or friends who carry. */
export const mail: Service = {
  id: 'mail',
  params: SETTINGS.specs,
  words,
  sides: { 'client-server': clientServer, 'peer-to-peer': peerToPeer },
  stresses: [
    'crash',
    'churn',
    'flood',
    'slow-links',
    'flash-crowd',
    'partition',
    'eavesdrop',
    'breach',
    'poison',
    'free-riders',
    'data-loss',
  ],
  itemsPerNode: ({ letters }) => Number(letters),
};

import type { Service } from '../contract.ts';
import { clientServer } from './client-server/side.ts';
import { peerToPeer } from './peer-to-peer/side.ts';
import { SETTINGS } from './settings.ts';
import { words } from './words.ts';

/** Pay each other and hand goods over: through a bank with one ledger, or over a blockchain that everybody keeps. */
export const bank: Service = {
  id: 'bank',
  params: SETTINGS.specs,
  words,
  sides: { 'client-server': clientServer, 'peer-to-peer': peerToPeer },
  stresses: [
    'crash',
    'partition',
    'slow-links',
    'flash-crowd',
    'churn',
    'free-riders',
    'poison',
    'flood',
    'breach',
    'eavesdrop',
    'double-spend',
    'data-loss',
  ],
  // Among peers every machine hears of every payment: what a run takes grows faster than they do.
  fillsUpTo: 100,
  itemsPerNode: ({ payments }) => Number(payments),
};

import type { Service } from '../contract.ts';
import { clientServer } from './client-server/protocol.ts';
import { viewClientServer } from './client-server/view.ts';
import * as hub from './client-server/wire.ts';
import { PARAMS } from './params.ts';
import { peerToPeer } from './peer-to-peer/protocol.ts';
import { viewPeer } from './peer-to-peer/view.ts';
import * as mesh from './peer-to-peer/wire.ts';
import { picture } from './picture.ts';
import { words } from './words.ts';

/** Pay each other and hand goods over: through a bank with one ledger, or over a blockchain that everybody keeps. */
export const bank: Service = {
  id: 'bank',
  params: PARAMS,
  words,
  sides: {
    'client-server': {
      layout: 'star',
      roles: hub.ROLES,
      looks: hub.LOOKS,
      protocol: clientServer,
      view: viewClientServer,
      picture,
    },
    'peer-to-peer': {
      layout: 'mesh',
      roles: mesh.ROLES,
      looks: mesh.LOOKS,
      protocol: peerToPeer,
      view: viewPeer,
      picture,
    },
  },
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
  itemsPerNode: (params) => Number(params.payments),
};

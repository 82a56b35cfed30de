import type { Service } from '../contract.ts';
import { CLIENT_SERVER } from './client-server/side.ts';
import { PARAMS } from './params.ts';
import { PEER_TO_PEER } from './peer-to-peer/side.ts';
import { words } from './words.ts';

/** Everyone gets the whole file. */
export const file: Service = {
  id: 'file',
  params: PARAMS,
  words,
  sides: { 'client-server': CLIENT_SERVER, 'peer-to-peer': PEER_TO_PEER },
  stresses: ['crash', 'slow-links', 'flash-crowd', 'churn', 'free-riders', 'poison'],
  itemsPerNode: (params) => Number(params['pieces']),
};

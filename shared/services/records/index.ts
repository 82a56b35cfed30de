import type { Service } from '../contract.ts';
import { namingOf } from '../naming.ts';
import { clientServer } from './client-server/protocol.ts';
import { PARAMS } from './params.ts';
import { peerToPeer } from './peer-to-peer/protocol.ts';
import { picture, viewClientServer, viewPeer } from './view.ts';
import { words } from './words.ts';

const { look, role } = namingOf('records');

/** Look up and change customer records: a database with replicas and badges, or a ring in which everybody keeps a slice. */
export const records: Service = {
  id: 'records',
  params: PARAMS,
  words,
  sides: {
    'client-server': {
      layout: 'star',
      roles: [role('server'), role('client')],
      looks: [
        look('query', 'ring', 'amber'),
        look('answer', 'disc', 'amber'),
        look('read', 'ring', 'ink'),
        look('version', 'disc', 'ink'),
        look('write', 'cube', 'sky'),
        look('written', 'dot', 'sky'),
        look('copy', 'cube', 'yellow'),
      ],
      protocol: clientServer,
      view: viewClientServer,
      picture,
    },
    'peer-to-peer': {
      layout: 'ring',
      roles: [role('peer'), role('liar', 'sybil')],
      looks: [
        look('find', 'ring', 'teal'),
        look('heard', 'dot', 'teal'),
        look('found', 'disc', 'teal'),
        look('replica', 'cube', 'sky'),
        look('ping', 'dot', 'ink'),
        look('pong', 'dot', 'ink'),
        look('hand-over', 'cube', 'yellow'),
      ],
      protocol: peerToPeer,
      view: viewPeer,
      picture,
    },
  },
  stresses: ['crash', 'partition', 'slow-links', 'flash-crowd', 'churn', 'breach', 'sybil', 'data-loss'],
  itemsPerNode: (params) => Number(params.tasks),
};

import type { Service } from '../contract.ts';
import { namingOf } from '../naming.ts';
import { clientServer } from './client-server/protocol.ts';
import { PARAMS } from './params.ts';
import { peerToPeer } from './peer-to-peer/protocol.ts';
import { picture, viewClientServer, viewPeer } from './view.ts';
import { words } from './words.ts';

const { look, role } = namingOf('canvas');

/** Paint the class mosaic together: one picture that a server orders, or as many as there are peers, which merge. */
export const canvas: Service = {
  id: 'canvas',
  params: PARAMS,
  words,
  sides: {
    'client-server': {
      layout: 'star',
      roles: [role('server'), role('client')],
      looks: [
        look('join', 'dot', 'ink'),
        look('snapshot', 'disc', 'sky'),
        look('edit', 'square', 'amber'),
        look('applied', 'square', 'sky'),
        look('refused', 'ring', 'vermillion'),
      ],
      protocol: clientServer,
      view: viewClientServer,
      picture,
    },
    'peer-to-peer': {
      layout: 'mesh',
      roles: [role('peer')],
      looks: [
        look('delta', 'square', 'teal'),
        look('kept', 'dot', 'sky'),
        look('digest', 'dot', 'ink'),
        look('want', 'ring', 'yellow'),
      ],
      protocol: peerToPeer,
      view: viewPeer,
      picture,
    },
  },
  stresses: ['crash', 'partition', 'slow-links', 'flash-crowd', 'churn', 'data-loss'],
  itemsPerNode: (params) => Number(params.strokes),
};

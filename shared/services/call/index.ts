import type { Service } from '../contract.ts';
import { namingOf } from '../naming.ts';
import { clientServer } from './client-server/protocol.ts';
import { PARAMS } from './params.ts';
import { peerToPeer } from './peer-to-peer/protocol.ts';
import { picture, viewClientServer, viewPeer } from './view.ts';
import { words } from './words.ts';

const { look, role } = namingOf('call');

/** Keep group calls clear: through a relay that carries every voice, or from everybody to everybody. */
export const call: Service = {
  id: 'call',
  params: PARAMS,
  words,
  sides: {
    'client-server': {
      layout: 'star',
      roles: [role('server'), role('client')],
      looks: [look('media', 'bars', 'amber'), look('report', 'dot', 'sky'), look('order', 'ring', 'yellow')],
      protocol: clientServer,
      view: viewClientServer,
      picture,
    },
    'peer-to-peer': {
      layout: 'mesh',
      roles: [role('peer')],
      looks: [
        look('media', 'bars', 'teal'),
        look('report', 'dot', 'sky'),
        look('ask', 'ring', 'yellow'),
        look('agree', 'disc', 'yellow'),
      ],
      protocol: peerToPeer,
      view: viewPeer,
      picture,
    },
  },
  stresses: ['crash', 'slow-links', 'flash-crowd', 'churn', 'partition'],
  itemsPerNode: (params) => Number(params.turns),
};

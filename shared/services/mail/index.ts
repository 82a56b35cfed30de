import type { Service } from '../contract.ts';
import { namingOf } from '../naming.ts';
import { clientServer } from './client-server/protocol.ts';
import { PARAMS } from './params.ts';
import { peerToPeer } from './peer-to-peer/protocol.ts';
import { picture, viewClientServer, viewPeer } from './view.ts';
import { words } from './words.ts';

const { look, role } = namingOf('mail');

/** Deliver letters although some recipients are away: mailboxes at a server, or friends who carry. */
export const mail: Service = {
  id: 'mail',
  params: PARAMS,
  words,
  sides: {
    'client-server': {
      layout: 'star',
      roles: [role('server'), role('client')],
      looks: [
        look('submit', 'envelope', 'amber'),
        look('accepted', 'dot', 'sky'),
        look('bounced', 'ring', 'vermillion'),
        look('collect', 'ring', 'ink'),
        look('letters', 'envelope', 'sky'),
      ],
      protocol: clientServer,
      view: viewClientServer,
      picture,
    },
    'peer-to-peer': {
      layout: 'mesh',
      roles: [role('peer'), role('eavesdropper', 'eavesdropper')],
      looks: [look('pass', 'envelope', 'teal'), look('taken', 'dot', 'sky'), look('ask', 'ring', 'ink')],
      protocol: peerToPeer,
      view: viewPeer,
      picture,
    },
  },
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
  itemsPerNode: (params) => Number(params.letters),
};

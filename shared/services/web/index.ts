import type { Service } from '../contract.ts';
import * as hub from './client-server/layout.ts';
import { clientServer } from './client-server/protocol.ts';
import { picture as hubPicture, view as hubView } from './client-server/view.ts';
import { itemsPerNode, WEB_PARAMS } from './params.ts';
import * as mesh from './peer-to-peer/layout.ts';
import { peerToPeer } from './peer-to-peer/protocol.ts';
import { picture as meshPicture, view as meshView } from './peer-to-peer/view.ts';
import { words } from './words.ts';

/** Keep reading pages: from a web server and its mirrors, or from each other's caches. */
export const web: Service = {
  id: 'web',
  params: WEB_PARAMS,
  words,
  sides: {
    'client-server': {
      layout: 'star',
      roles: hub.ROLES,
      looks: hub.LOOKS,
      protocol: clientServer,
      view: hubView,
      picture: hubPicture,
    },
    'peer-to-peer': {
      layout: 'mesh',
      roles: mesh.ROLES,
      looks: mesh.LOOKS,
      protocol: peerToPeer,
      view: meshView,
      picture: meshPicture,
    },
  },
  stresses: ['crash', 'flash-crowd', 'slow-links', 'churn', 'free-riders', 'poison'],
  itemsPerNode,
};

import type { Service, ServiceSide } from '../../../shared/services/contract.ts';
import { namingOf } from '../../../shared/services/naming.ts';
import { numberSetting } from '../../../shared/services/setting.ts';
import { clientServer } from './client-server.ts';
import { peerToPeer } from './peer-to-peer.ts';
import { picture, view } from './view.ts';
import { words } from './words.ts';

const { look, role } = namingOf('clock');
const looks: ServiceSide['looks'] = [look('question', 'ring', 'ink'), look('answer', 'disc', 'sky')];

/** Agree on the time: from one time server, or by meeting in the middle with one neighbour after the other. */
export const clock: Service = {
  id: 'clock',
  params: [
    numberSetting('readings', 'Times that each machine sets its clock', 'times', [1, 8, 1000], true),
    numberSetting('think', 'Time between two wishes to set it', 's', [0, 3, 60]),
    numberSetting('off', 'How far a clock can be off at the start, at most', 's', [0, 30, 3600]),
    numberSetting('bytes', 'Size of a question or an answer', 'bytes', [0, 60, 10_000], true),
    numberSetting('up', 'Uplink of every machine', 'bytes/s', [0, 2000, 1e9]),
    numberSetting('latency', 'Delay between two machines', 'ms', [0, 80, 5000]),
    numberSetting('timeout', 'How long a question waits for its answer', 's', [0.1, 3, 60]),
  ],
  words,
  sides: {
    'client-server': {
      layout: 'star',
      roles: [role('server'), role('client')],
      looks,
      protocol: clientServer,
      view,
      picture,
    },
    'peer-to-peer': { layout: 'mesh', roles: [role('peer')], looks, protocol: peerToPeer, view, picture },
  },
  stresses: ['crash', 'slow-links', 'churn'],
  itemsPerNode: (params) => Number(params['readings']),
};

import type { StressCard } from './contract.ts';

/** The machine is off until the stress ends; what it had stored is still there when it comes back. */
export const crash: StressCard = {
  id: 'crash',
  defaults: { target: 'server', for: 10 },
  ranges: {},
  title: 'Crash the server',
  titleAmongPeers: 'Crash a machine',
  meaning: {
    'client-server':
      'The server goes down: it forgets the requests that wait there, and whatever is sent to it is lost until it is back.',
    'peer-to-peer':
      'One machine goes down, the one with the original if there is one. The others go on with what they have, and with each other.',
  },
  begins: null,
  ends: null,
  secret: false,
  start: (control, targets) => {
    for (const target of targets) control.crash(target, 'server-down');
  },
  end: (control, targets) => {
    for (const target of targets) control.repair(target, 'server-down');
  },
};

import type { StressCard } from './contract.ts';

/** The network falls into two parts that can't reach each other: the targets, and the rest with all infrastructure. */
export const partition: StressCard = {
  id: 'partition',
  defaults: { target: 'any:50%', for: 20 },
  ranges: {},
  title: 'Cut the network',
  meaning: {
    'client-server': 'One half of the class is cut off from the other. Only the half with the server goes on.',
    'peer-to-peer':
      'One half of the class is cut off from the other. Both go on by themselves, and must agree again later.',
  },
  begins: 'The network is cut in two.',
  ends: 'The network is whole again.',
  secret: false,
  start: (control, targets) => {
    const cutOff = new Set<number>(targets);
    control.partition(Array.from({ length: control.net.size }, (_, node) => (cutOff.has(node) ? 1 : 0)));
  },
  end: (control) => control.partition([]),
};

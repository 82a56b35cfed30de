import type { StressCard } from './contract.ts';
import { hiddenRole } from './trait.ts';

/** The targets take and never give: protocols read the trait `free-rider`. */
export const freeRiders: StressCard = {
  id: 'free-riders',
  defaults: { target: 'others:40%', for: 0 },
  ranges: {},
  title: 'Free riders',
  meaning: {
    'client-server': 'Some clients would give nothing to others. Here nobody asks them to: the server gives to all.',
    'peer-to-peer': 'Some peers take and never give. The others must carry the load, or stop giving to them.',
  },
  begins: 'Some machines take and never give.',
  ends: 'Everybody shares again.',
  secret: true,
  ...hiddenRole('free-rider'),
};

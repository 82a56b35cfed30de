import type { StressCard } from './contract.ts';
import { hiddenRole } from './trait.ts';

/** The targets serve corrupt content: protocols read the trait `poisoner`. */
export const poison: StressCard = {
  id: 'poison',
  defaults: { target: 'others:3', for: 0 },
  ranges: {},
  title: 'Poison the data',
  meaning: {
    'client-server': 'Some clients have corrupt data. Nobody fetches from a client, so it goes no further.',
    'peer-to-peer':
      'Some peers serve corrupt data. Who checks it throws it away; who doesn’t keeps it and passes it on.',
  },
  begins: 'Some machines serve corrupt data.',
  ends: 'All machines serve sound data again.',
  secret: true,
  ...hiddenRole('poisoner'),
};

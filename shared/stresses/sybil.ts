import type { StressCard } from './contract.ts';
import { hiddenRole } from './trait.ts';

/** The targets pretend to be many more machines than they are. Trait `sybil`. */
export const sybil: StressCard = {
  id: 'sybil',
  defaults: { target: 'others:1', for: 0 },
  ranges: {},
  title: 'Fake identities',
  meaning: {
    'client-server': 'A client makes up many names. The server gives out the names, so the made-up ones open no door.',
    'peer-to-peer':
      'A peer pretends to be many. Who counts heads is fooled; who counts work or checks for itself is not.',
  },
  begins: 'Some machines are not who they say.',
  ends: 'The fake identities are gone.',
  secret: true,
  ...hiddenRole('sybil'),
};

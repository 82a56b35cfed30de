import type { StressCard } from './contract.ts';
import { hiddenRole } from './trait.ts';

/** The targets read what passes through them. Trait `eavesdropper`. */
export const eavesdrop: StressCard = {
  id: 'eavesdrop',
  defaults: { target: 'others:2', for: 0 },
  ranges: {},
  title: 'Listen in',
  meaning: {
    'client-server': 'Some clients would read what passes through them. Nothing does: all goes to the server.',
    'peer-to-peer': 'Some peers read whatever they pass on that is not sealed.',
  },
  begins: 'Somebody is listening.',
  ends: 'Nobody is listening any more.',
  secret: true,
  ...hiddenRole('eavesdropper'),
};

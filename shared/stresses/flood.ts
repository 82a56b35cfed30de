import type { StressCard } from './contract.ts';
import { hiddenRole } from './trait.ts';

/** Denial of service: the targets send junk as fast as their service lets them. Protocols read the trait `flooder`. */
export const flood: StressCard = {
  id: 'flood',
  defaults: { target: 'others:2', for: 20 },
  ranges: {},
  title: 'Flood with junk',
  meaning: {
    'client-server':
      'Some clients bury the server in junk. Everybody waits behind it, until the server shuts them out.',
    'peer-to-peer':
      'Some peers bury their neighbours in junk. It hits those next to them; each must shut them out itself.',
  },
  begins: 'Some machines send nothing but junk.',
  ends: 'The junk has stopped.',
  secret: false,
  ...hiddenRole('flooder'),
};

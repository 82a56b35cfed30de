import type { StressCard } from './contract.ts';
import { traitStress } from './trait.ts';

/** The targets' disks are gone with everything on them. Services read the trait `disk-lost` once, when it is given. */
export const dataLoss: StressCard = {
  id: 'data-loss',
  defaults: { target: 'server', for: 1 },
  ranges: {},
  title: 'Lose a disk',
  meaning: {
    'client-server': 'The server’s disk is gone. What was backed up can be restored; the rest is lost for everybody.',
    'peer-to-peer': 'One machine’s disk is gone. What others have copies of comes back from them.',
  },
  begins: 'A disk has failed.',
  ends: 'There is a new, empty disk.',
  secret: false,
  ...traitStress('disk-lost'),
};

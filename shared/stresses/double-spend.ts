import type { StressCard } from './contract.ts';
import { hiddenRole } from './trait.ts';

/** The targets try to spend the same money twice. Trait `double-spender`. */
export const doubleSpend: StressCard = {
  id: 'double-spend',
  defaults: { target: 'others:1', for: 0 },
  ranges: {},
  title: 'Spend money twice',
  meaning: {
    'client-server':
      'A client pays two people with the same money. The bank has one ledger: the second payment is refused.',
    'peer-to-peer': 'A miner pays you and works in secret on a history without that payment. How long do you wait?',
  },
  begins: 'Somebody spends the same money twice.',
  ends: 'The cheating has stopped.',
  secret: true,
  ...hiddenRole('double-spender'),
};

import type { StressCard } from './contract.ts';
import { hiddenRole } from './trait.ts';

/** Somebody has broken into the targets, or has a badge of theirs: what they can read, a stranger reads. Trait `breached`. */
export const breach: StressCard = {
  id: 'breach',
  defaults: { target: 'server', for: 20 },
  ranges: {},
  title: 'Break in',
  meaning: {
    'client-server': 'A stranger reads what the server has: everything of everybody, until it is noticed.',
    'peer-to-peer': 'A stranger reads what one machine has: its own share, and what others left with it.',
  },
  begins: 'Somebody has broken in.',
  ends: 'The stranger is locked out.',
  secret: true,
  ...hiddenRole('breached'),
};

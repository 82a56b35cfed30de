import type { StressCard } from './contract.ts';

/** Everybody asks for `factor` times as much as usual. */
export const flashCrowd: StressCard = {
  id: 'flash-crowd',
  defaults: { target: 'any', for: 20, factor: 3 },
  ranges: { factor: [0.1, 20] },
  title: 'Flash crowd',
  meaning: {
    'client-server': 'Everybody wants more at once, and all of it from the same server.',
    'peer-to-peer': 'Everybody wants more at once; what one peer has fetched, others can fetch from it.',
  },
  begins: 'A flash crowd: everybody wants more at once.',
  ends: 'The crowd is gone: people ask for as much as usual.',
  secret: false,
  start: (control, _targets, params) => control.load(Number(params.factor)),
  end: (control) => control.load(1),
};

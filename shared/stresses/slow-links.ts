import { micros } from '../sim/index.ts';
import type { StressCard } from './contract.ts';

/** Links get slower (`rate` is a factor), longer (`latency` in ms, one way) and lossy (`loss` is a share of messages). */
export const slowLinks: StressCard = {
  id: 'slow-links',
  defaults: { target: 'any', for: 20, rate: 0.5, latency: 100, loss: 0 },
  ranges: { rate: [0.01, 1], latency: [0, 5000], loss: [0, 1] },
  title: 'Slow the links',
  meaning: {
    'client-server': 'Links carry less and take longer. All that anybody gets passes over the server’s link.',
    'peer-to-peer': 'Links carry less and take longer. Each peer loses a part of what it can give and take.',
  },
  begins: 'Links are slow.',
  ends: 'Links have their full speed again.',
  secret: false,
  start: (control, targets, params) => {
    const change = {
      rate: Number(params.rate),
      latency: micros(Number(params.latency) * 1000),
      loss: Number(params.loss),
    };
    for (const target of targets) control.slow(target, change);
  },
  end: (control, targets) => {
    for (const target of targets) control.slow(target, null);
  },
};

import { type Json, type Micros, type NodeId, seconds } from '../sim/index.ts';
import type { StressCard } from './contract.ts';

/**
 * Each target leaves once, at a moment of its own, and comes back `away` seconds later, or when the stress ends. The moments are
 * spread so that all are back by the end; without an end they are spread over `away` seconds.
 */
export const churn: StressCard = {
  id: 'churn',
  defaults: { target: 'others:40%', for: 30, away: 8 },
  ranges: { away: [1, 600] },
  title: 'Machines come and go',
  meaning: {
    'client-server': 'Some clients leave and come back later. The server stays, and so does all that it has.',
    'peer-to-peer': 'Some peers leave and come back later. While a peer is away, nobody can fetch from it.',
  },
  begins: 'Machines come and go.',
  ends: 'Everybody is back.',
  secret: false,
  start: (control, targets, params) => {
    const away = seconds(Number(params.away));
    const lasts = seconds(Number(params.for));
    const spread = lasts === 0 ? away : Math.max(0, lasts - away);
    const random = control.net.random('churn', -1 as NodeId);
    for (const target of targets) {
      const leaves = Math.floor(random.unit() * spread);
      control.later(leaves as Micros, ['leave', target]);
      control.later((leaves + away) as Micros, ['return', target]);
    }
  },
  step: (control, arg, active) => {
    const [what, target] = arg as readonly [Json, NodeId];
    if (what === 'return') control.repair(target, 'left');
    else if (active) control.crash(target, 'left');
  },
  end: (control, targets) => {
    for (const target of targets) control.repair(target, 'left');
  },
};

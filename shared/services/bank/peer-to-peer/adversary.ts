import { micros, type NodeId, seconds } from '../../../sim/index.ts';
import type { Me } from '../../kit/index.ts';
import { extraId, type Payment } from '../payment.ts';
import { broadcast, hear } from './gossip.ts';
import type { PeerSide } from './terms.ts';

type Peer = Me<PeerSide>;

/** What a machine with one of these traits does, and how often. */
const HABITS = [
  { trait: 'flooder', timer: 'flood', every: seconds(0.03) },
  { trait: 'breached', timer: 'theft', every: seconds(4) },
] as const;
type Habit = (typeof HABITS)[number];

/** A trait was set; without a name: the machine is back with all that it has. */
export function takeUp(me: Peer, named?: string): void {
  for (const { trait, timer, every } of HABITS) {
    if (named !== undefined ? trait !== named : !me.hasTrait(trait)) continue;
    me.after[timer](micros(every * me.random('mischief').unit()));
  }
}

/** Does it now, and again after a while, for as long as the machine has the trait. */
function habit(timer: Habit['timer'], amountOf: (me: Peer) => number) {
  return (me: Peer): void => {
    const mine = HABITS.find((one) => one.timer === timer);
    if (mine === undefined || !me.hasTrait(mine.trait)) return;
    me.after[timer](mine.every);
    payAnybody(me, amountOf(me), mine.trait === 'breached');
  };
}

/**
 * A flooder sends payments that it has no coins for. A thief who has a machine's key pays in its name; the network can't tell, and
 * nobody can take it back.
 */
export const habits = {
  flood: habit('flood', ({ settings, people }) => settings.coins * people + 1),
  theft: habit('theft', ({ settings }) => settings.price),
};

function payAnybody(me: Peer, amount: number, stolen: boolean): void {
  const others = me.people - 1;
  if (others < 1) return;
  const drawn = me.random('mischief').below(others);
  const to = (drawn >= me.id ? drawn + 1 : drawn) as NodeId;
  me.state.extras++;
  const payment: Payment = { id: extraId(me.id, me.state.extras), from: me.id, to, amount, signed: true, stolen };
  if (stolen) {
    hear(me, payment);
    me.fact('fraud-accepted', to, payment.id, amount);
  }
  broadcast(me, payment);
}

import { micros, type Net, type NodeId, seconds } from '../../../sim/index.ts';
import { extraId, type Payment } from '../payment.ts';
import type { Settings } from '../settings.ts';
import { broadcast, hear } from './gossip.ts';
import type { PeerState } from './state.ts';

/** What a machine with one of these traits does, and how often. */
const HABITS = [
  { trait: 'flooder', timer: 20, every: seconds(0.03) },
  { trait: 'breached', timer: 21, every: seconds(4) },
] as const;

/** A trait was set; without a name: the machine is back with all that it has. */
export function takeUp(net: Net, self: NodeId, named?: string): void {
  for (const { trait, timer, every } of HABITS) {
    if (named !== undefined ? trait !== named : !net.hasTrait(self, trait)) continue;
    net.after(self, micros(every * net.random('mischief', self).unit()), timer);
  }
}

/**
 * A flooder sends payments that it has no coins for. A thief who has a machine's key pays in its name; the network can't tell, and
 * nobody can take it back.
 */
export function mischiefTimer(net: Net, self: NodeId, state: PeerState, timer: number, settings: Settings): void {
  const habit = HABITS.find((one) => one.timer === timer);
  if (habit === undefined || !net.hasTrait(self, habit.trait)) return;
  net.after(self, habit.every, timer);
  const others = net.plan.nodes - 1;
  if (others < 1) return;
  const drawn = net.random('mischief', self).below(others);
  const to = (drawn >= self ? drawn + 1 : drawn) as NodeId;
  state.extras++;
  const junk = habit.trait === 'flooder';
  const amount = junk ? settings.coins * net.plan.nodes + 1 : settings.price;
  const payment: Payment = { id: extraId(self, state.extras), from: self, to, amount, signed: true, stolen: !junk };
  if (!junk) {
    hear(net, self, state, payment);
    net.fact('fraud-accepted', self, to, payment.id, amount);
  }
  broadcast(net, self, state, payment, settings);
}

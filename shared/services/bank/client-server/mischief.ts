import { type Json, type Micros, type Net, type NodeId, seconds } from '../../../sim/index.ts';
import { extraId, type Payment } from '../payment.ts';
import type { Settings } from '../settings.ts';
import type { ClientState } from './state.ts';
import { Kind, SERVER } from './wire.ts';

/** What a machine with one of these traits does, and how often. */
const HABITS = [
  { trait: 'flooder', timer: 20, every: seconds(0.03) },
  { trait: 'breached', timer: 21, every: seconds(4) },
  { trait: 'poisoner', timer: 22, every: seconds(4) },
] as const;

/** A trait was set on a client, or the client is back with it. */
export function beginMischief(net: Net, self: NodeId): void {
  for (const { trait, timer, every } of HABITS) {
    if (net.hasTrait(self, trait)) net.after(self, firstTime(net, self, every), timer);
  }
}

/** One trait was set. */
export function takeUp(net: Net, self: NodeId, trait: string): void {
  const habit = HABITS.find((one) => one.trait === trait);
  if (habit !== undefined) net.after(self, firstTime(net, self, habit.every), habit.timer);
}

export function mischiefTimer(net: Net, self: NodeId, state: ClientState, timer: number, settings: Settings): void {
  const habit = HABITS.find((one) => one.timer === timer);
  if (habit === undefined || !net.hasTrait(self, habit.trait)) return;
  net.after(self, habit.every, timer);
  if (habit.trait === 'flooder') {
    net.send(self, SERVER, Kind.junk, settings.paymentBytes, null);
    return;
  }
  const other = anyOther(net, self, [self]);
  if (other === undefined) return;
  state.extras++;
  const theft = { id: extraId(self, state.extras), from: self, to: other, amount: settings.price };
  const forgery = { id: extraId(other, self * 1000 + state.extras), from: other, to: self, amount: settings.price };
  const payment: Payment =
    habit.trait === 'breached'
      ? { ...theft, signed: true, stolen: true }
      : { ...forgery, signed: false, stolen: false };
  net.send(self, SERVER, Kind.pay, settings.paymentBytes, payment as unknown as Json);
}

/** The cheat spends the same coins once more, with somebody else. */
export function payTwice(net: Net, self: NodeId, payment: Payment, settings: Settings): void {
  const other = anyOther(net, self, [self, payment.to]);
  if (other === undefined) return;
  net.send(self, SERVER, Kind.pay, settings.paymentBytes, { ...payment, to: other } as unknown as Json);
}

function anyOther(net: Net, self: NodeId, but: readonly NodeId[]): NodeId | undefined {
  const others = Array.from({ length: net.plan.nodes - 1 }, (_, index) => (index + 1) as NodeId);
  const left = others.filter((node) => !but.includes(node));
  return left.length === 0 ? undefined : net.random('mischief', self).pick(left);
}

function firstTime(net: Net, self: NodeId, every: Micros): Micros {
  return Math.round(every * net.random('mischief', self).unit()) as Micros;
}

import { type Micros, type NodeId, seconds } from '../../../sim/index.ts';
import type { Me } from '../../kit/index.ts';
import { extraId, type Payment } from '../payment.ts';
import { type ClientSide, FIRST_CLIENT, SERVER } from './terms.ts';

type Client = Me<ClientSide>;

/** What a machine with one of these traits does, and how often. */
const HABITS = [
  { trait: 'flooder', timer: 'flood', every: seconds(0.03) },
  { trait: 'breached', timer: 'theft', every: seconds(4) },
  { trait: 'poisoner', timer: 'forgery', every: seconds(4) },
] as const;
type Habit = (typeof HABITS)[number];

/** The client is back with all that it has. */
export function takeUpAll(me: Client): void {
  for (const habit of HABITS) if (me.hasTrait(habit.trait)) begin(me, habit);
}

/** One trait was set. */
export function takeUp(me: Client, trait: string): void {
  const habit = HABITS.find((one) => one.trait === trait);
  if (habit !== undefined) begin(me, habit);
}

function begin(me: Client, { timer, every }: Habit): void {
  me.after[timer](Math.round(every * me.random('mischief').unit()) as Micros);
}

/** Does it now, and again after a while, for as long as the machine has the trait. */
function habit(timer: Habit['timer'], act: (me: Client) => void) {
  return (me: Client): void => {
    const mine = HABITS.find((one) => one.timer === timer);
    if (mine === undefined || !me.hasTrait(mine.trait)) return;
    me.after[timer](mine.every);
    act(me);
  };
}

export const habits = {
  flood: habit('flood', (me) => me.send.junk(SERVER)),
  /** A thief who has a machine's key pays in its name; nobody can see that. */
  theft: habit('theft', (me) =>
    payTo(me, (other, count) => ({
      id: extraId(me.id, count),
      from: me.id,
      to: other,
      amount: me.settings.price,
      signed: true,
      stolen: true,
    })),
  ),
  /** A payment in another's name, which nobody signed. */
  forgery: habit('forgery', (me) =>
    payTo(me, (other, count) => ({
      id: extraId(other, me.id * 1000 + count),
      from: other,
      to: me.id,
      amount: me.settings.price,
      signed: false,
      stolen: false,
    })),
  ),
};

/** The cheat spends the same coins once more, with somebody else. */
export function payTwice(me: Client, payment: Payment): void {
  const other = anyOther(me, [me.id, payment.to]);
  if (other !== undefined) me.send.pay(SERVER, { ...payment, to: other });
}

function payTo(me: Client, paymentWith: (other: NodeId, count: number) => Payment): void {
  const other = anyOther(me, [me.id]);
  if (other === undefined) return;
  me.state.extras++;
  me.send.pay(SERVER, paymentWith(other, me.state.extras));
}

function anyOther(me: Client, but: readonly NodeId[]): NodeId | undefined {
  const customers = Array.from({ length: me.people - FIRST_CLIENT }, (_, index) => (index + FIRST_CLIENT) as NodeId);
  const left = customers.filter((node) => !but.includes(node));
  return left.length === 0 ? undefined : me.random('mischief').pick(left);
}

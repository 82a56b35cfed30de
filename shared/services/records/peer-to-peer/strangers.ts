import type { Plan, Refusal } from '../../../sim/index.ts';
import type { ActionRule, Sight } from '../../kit/index.ts';
import { no, remember } from '../texts.ts';
import { type Contact, keyOf, placeOf } from './ring.ts';
import { isOwner } from './routing.ts';
import type { PeerSide, PeerState } from './terms.ts';

interface Stranger {
  readonly who: Contact['node'];
  readonly place: number;
}

/** Lets a stranger stand before me: the records up to its place are its own from now on, and it gets them. */
export const admit: ActionRule<PeerSide, 'admit'> = {
  whyNot: whyNotDecide,
  do(me, stranger) {
    const { state } = me;
    const contact = takeStranger(state, stranger);
    state.predecessor = contact;
    state.predecessorAt = me.now;
    const theirs = Object.entries(state.store).filter(([record]) => !isOwner(state, keyOf(me.plan, Number(record))));
    me.send['hand-over'](contact.node, Object.fromEntries(theirs));
    me.fact('decided', contact.node, contact.place, 1);
    remember(state, 'admitted', { who: contact.node });
  },
};

export const turnAway: ActionRule<PeerSide, 'refuse'> = {
  whyNot: whyNotDecide,
  do(me, stranger) {
    const { node, place } = takeStranger(me.state, stranger);
    me.fact('decided', node, place, 0);
    remember(me.state, 'turned-away', { who: node });
  },
};

/** Does the stranger stand where its address belongs? */
export function standsRight(plan: Plan, { node, place }: Contact): boolean {
  return placeOf(plan, node) === place;
}

export function askIn({ strangers }: PeerState, who: Contact): void {
  const known = strangers.some(({ node, place }) => node === who.node && place === who.place);
  if (!known) strangers.push(who);
}

function whyNotDecide({ state }: Sight<PeerSide>, stranger: Stranger): Refusal | undefined {
  return indexOf(state, stranger) < 0 ? no('no-stranger') : undefined;
}

function takeStranger(state: PeerState, stranger: Stranger): Contact {
  const [taken] = state.strangers.splice(indexOf(state, stranger), 1);
  if (taken === undefined) throw new Error(`machine ${stranger.who} does not ask to be let in`);
  return taken;
}

function indexOf({ strangers }: PeerState, { who, place }: Stranger): number {
  return strangers.findIndex((one) => one.node === who && one.place === place);
}

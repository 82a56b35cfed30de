import type { Action, NodeId } from '../../../sim/index.ts';
import type { ActionRule, Me, Role, Sight } from '../../kit/index.ts';
import { friendsOf } from '../groups.ts';
import { no, remember } from '../texts.ts';
import type { PeerSide, PeerState } from './terms.ts';

type Pilot = Parameters<NonNullable<Role<PeerSide>['autopilot']>>[0];

/** Turns in a row that a friend didn't hear before the autopilot does something about it. */
const PATIENCE = 1;

export function quality(low: boolean): ActionRule<PeerSide, 'lower' | 'raise'> {
  return {
    whyNot(me, { whom }) {
      if (!friendsOf(me, me.id).includes(whom)) return no('not-in-call');
      return me.state.lowTo.includes(whom) === low ? no('already') : undefined;
    },
    do({ state: { lowTo } }, { whom }) {
      if (low) lowTo.push(whom);
      else lowTo.splice(lowTo.indexOf(whom), 1);
    },
  };
}

/** Asks a friend to carry what goes to another; the way is used once the friend agrees. `via` the friend itself: directly again. */
export const route: ActionRule<PeerSide, 'route'> = {
  whyNot(me, { whom, via }) {
    const friends = friendsOf(me, me.id);
    if (!friends.includes(whom) || !friends.includes(via)) return no('not-in-call');
    const isSo = via === whom ? me.state.routes[whom] === undefined : me.state.asking[whom] === via;
    return isSo ? no('already') : undefined;
  },
  do(me, { whom, via }) {
    if (via === whom) {
      delete me.state.routes[whom];
      return;
    }
    me.state.asking[whom] = via;
    me.send.ask(via, { who: me.id, whom });
  },
};

/** Agrees to carry a friend's sound to another one, both ways. */
export const relay: ActionRule<PeerSide, 'relay'> = {
  whyNot: ({ state }, pair) => (indexOf(state, pair) < 0 ? no('not-asked') : undefined),
  do(me, pair) {
    const { who, whom } = pair;
    const { state } = me;
    state.asked.splice(indexOf(state, pair), 1);
    if (!carries(me, who, whom)) state.carries.push(pairKey(who, whom));
    me.fact('decided', who, whom, 1);
    me.send.agree(who, { whom });
    me.send.agree(whom, { whom: who });
    remember(state, 'carries', { who, whom });
  },
};

/** Do I carry between these two? */
export function carries({ state }: Sight<PeerSide>, a: number, b: number): boolean {
  return state.carries.includes(pairKey(a, b));
}

/** A friend agreed to carry. */
export function takeWay({ state }: Me<PeerSide>, via: NodeId, whom: NodeId): void {
  state.routes[whom] = via;
  delete state.asking[whom];
  state.silent[whom] = 0;
  remember(state, 'route', { who: via, whom });
}

/** Agrees when asked to reach somebody who hears it; finds a way round to who hears nothing, and less quality for who hears badly. */
export function helpFriends(me: Pilot): Action | undefined {
  const { asked, silent, asking, unclear, lowTo } = me.state;
  const ask = asked.find(({ whom }) => (silent[whom] ?? 0) === 0);
  if (ask !== undefined) return { type: 'relay', who: ask.who, whom: ask.whom };
  const friends = friendsOf(me, me.id);
  const deaf = friends.find((friend) => (silent[friend] ?? 0) > PATIENCE && asking[friend] === undefined);
  const helpers = friends.filter((friend) => friend !== deaf && (silent[friend] ?? 0) === 0);
  if (deaf !== undefined && helpers.length > 0)
    return { type: 'route', whom: deaf, via: me.random('route').pick(helpers) };
  const muffled = friends.find((friend) => (unclear[friend] ?? 0) > PATIENCE && !lowTo.includes(friend));
  return muffled === undefined ? undefined : { type: 'lower', whom: muffled };
}

/** Does this friend wait already for being carried there? */
export function isAsked(state: PeerState, pair: { readonly who: NodeId; readonly whom: NodeId }): boolean {
  return indexOf(state, pair) >= 0;
}

function indexOf({ asked }: PeerState, pair: { readonly who: NodeId; readonly whom: NodeId }): number {
  return asked.findIndex(({ who, whom }) => who === pair.who && whom === pair.whom);
}

function pairKey(a: number, b: number): string {
  return `${Math.min(a, b)}-${Math.max(a, b)}`;
}

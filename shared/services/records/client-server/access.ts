import type { Action, NodeId } from '../../../sim/index.ts';
import type { ActionRule, Me, Sight } from '../../kit/index.ts';
import { no, remember } from '../texts.ts';
import { FIRST_CLIENT, type ServerSide, type ServerState } from './terms.ts';

type Rule = ActionRule<ServerSide, 'refuse'>;
type AutopilotSight = Sight<ServerSide> & Pick<Me<ServerSide>, 'random'>;

/** So many uses of a badge in a second place are no accident. */
const SUSPICIOUS = 2;
/** The autopilot is slower than a person: it sees a stolen badge only when it was used so often. */
const PILOT_SEES = 6;

export const refuse = rule('refused', true, 'refused');
export const allow = rule('refused', false, 'allowed');
export const revoke = rule('revoked', true, 'revoked');
const giveBack = rule('revoked', false, 'renewed');

/** A new badge: the owner can work again, and whatever copy was shown of the old one opens nothing. */
export const renew: Rule = {
  whyNot: giveBack.whyNot,
  do(me, clerk) {
    giveBack.do(me, clerk);
    const { voided, copies, intruder } = me.state;
    voided[clerk.who] = copies[clerk.who] ?? 0;
    if (intruder.badge === clerk.who) intruder.badge = 0;
  },
};

/** Why a request is not let in, if it isn't. */
export function whyNotLetIn(state: ServerState, who: NodeId, copy: number): 'no-badge' | 'refused' | undefined {
  if (state.revoked.includes(who) || (copy > 0 && copy <= (state.voided[who] ?? 0))) return 'no-badge';
  return state.refused.includes(who) ? 'refused' : undefined;
}

/** A copy of a badge was shown. One that was made void says nothing of the new badge. */
export function noteCopy(state: ServerState, who: NodeId, copy: number): void {
  state.copies[who] = Math.max(copy, state.copies[who] ?? 0);
  if (copy > (state.voided[who] ?? 0)) state.odd[who] = (state.odd[who] ?? 0) + 1;
}

/** Badges that somebody else uses too, and that still open the database. */
export function suspects({ odd, revoked }: ServerState, least = SUSPICIOUS): NodeId[] {
  return Object.entries(odd)
    .filter(([, n]) => n >= least)
    .map(([who]) => Number(who) as NodeId)
    .filter((who) => !revoked.includes(who));
}

/** Takes a badge away that somebody else uses too, and gives its owner a new one some time later. */
export function accessAutopilot(me: AutopilotSight): Action | undefined {
  const { state } = me;
  const [stolen] = suspects(state, PILOT_SEES);
  if (stolen !== undefined) return { type: 'revoke', who: stolen };
  const [revoked] = state.revoked;
  return revoked !== undefined && me.random('renew').chance(0.1) ? { type: 'renew', who: revoked } : undefined;
}

/** Puts a clerk on a list, or takes it off. */
function rule(list: 'refused' | 'revoked', on: boolean, happened: string): Rule {
  return {
    whyNot({ people, state }, { who }) {
      if (who < FIRST_CLIENT || who >= people) return no('no-such-clerk');
      return state[list].includes(who) === on ? no('already-so') : undefined;
    },
    do(me, { who }) {
      const clerks = me.state[list];
      if (on) clerks.push(who);
      else clerks.splice(clerks.indexOf(who), 1);
      if (!on) delete me.state.odd[who];
      me.fact('rule-made', who, who, on ? 1 : 0);
      me.fact('rule-kept', who, who, on ? 1 : 0);
      remember(me.state, happened, { who });
    },
  };
}

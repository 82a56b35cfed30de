import type { Action, Net, NodeId, Refusal } from '../../../sim/index.ts';
import { note } from '../tasks.ts';
import type { DatabaseState } from './state.ts';
import { DATABASE } from './wire.ts';

/** So many uses of a badge in a second place are no accident. */
export const SUSPICIOUS = 2;
/** The autopilot is slower than a person: it sees a stolen badge only when it was used so often. */
const PILOT_SEES = 6;

/** Why a request is not let in, if it isn't. */
export function whyNot(state: DatabaseState, who: number, copy: number): 'no-badge' | 'refused' | undefined {
  if (state.revoked.includes(who) || (copy > 0 && copy <= (state.voided[who] ?? 0))) return 'no-badge';
  return state.refused.includes(who) ? 'refused' : undefined;
}

/** A copy of a badge was shown. One that was made void says nothing of the new badge. */
export function noteCopy(state: DatabaseState, who: number, copy: number): void {
  state.copies[who] = Math.max(copy, state.copies[who] ?? 0);
  if (copy > (state.voided[who] ?? 0)) state.odd[who] = (state.odd[who] ?? 0) + 1;
}

/** Badges that somebody else uses too, and that still open the database. */
export function suspects(state: DatabaseState, least = SUSPICIOUS): number[] {
  return Object.entries(state.odd)
    .filter(([who, n]) => n >= least && !state.revoked.includes(Number(who)))
    .map(([who]) => Number(who));
}

export function accessAction(net: Net, self: NodeId, state: DatabaseState, { type, who }: Action): Refusal | undefined {
  const clerk = Number(who);
  switch (type) {
    case 'refuse':
      return setRule(net, self, state, { list: state.refused, clerk, on: true, happened: 'refused' });
    case 'allow':
      return setRule(net, self, state, { list: state.refused, clerk, on: false, happened: 'allowed' });
    case 'revoke':
      return setRule(net, self, state, { list: state.revoked, clerk, on: true, happened: 'revoked' });
    case 'renew':
      return renew(net, self, state, clerk);
    default:
      return { code: 'wrong-role', said: { key: 'records.refusal.wrong-role' } };
  }
}

/** Takes a badge away that somebody else uses too, and gives its owner a new one some time later. */
export function accessAutopilot(net: Net, self: NodeId, state: DatabaseState): Action | undefined {
  const [stolen] = suspects(state, PILOT_SEES);
  if (stolen !== undefined) return { type: 'revoke', who: stolen };
  const [revoked] = state.revoked;
  return revoked !== undefined && net.random('renew', self).chance(0.1) ? { type: 'renew', who: revoked } : undefined;
}

/** A new badge: the owner can work again, and whatever copy was shown of the old one opens nothing. */
function renew(net: Net, self: NodeId, state: DatabaseState, clerk: number): Refusal | undefined {
  const no = setRule(net, self, state, { list: state.revoked, clerk, on: false, happened: 'renewed' });
  if (no !== undefined) return no;
  state.voided[clerk] = state.copies[clerk] ?? 0;
  if (state.intruder.badge === clerk) state.intruder.badge = 0;
  return undefined;
}

interface Rule {
  readonly list: number[];
  readonly clerk: number;
  readonly on: boolean;
  readonly happened: string;
}

function setRule(
  net: Net,
  self: NodeId,
  state: DatabaseState,
  { list, clerk, on, happened }: Rule,
): Refusal | undefined {
  if (!Number.isInteger(clerk) || clerk <= DATABASE || clerk >= net.plan.nodes) {
    return { code: 'unknown-node', said: { key: 'refusal.unknown-node' } };
  }
  const index = list.indexOf(clerk);
  if (index >= 0 === on) return { code: 'already', said: { key: 'records.refusal.already' } };
  if (on) list.push(clerk);
  else list.splice(index, 1);
  if (!on) delete state.odd[clerk];
  net.fact('rule-made', self, clerk as NodeId, clerk, on ? 1 : 0);
  net.fact('rule-kept', self, clerk as NodeId, clerk, on ? 1 : 0);
  note(state, happened, { who: clerk });
  return undefined;
}

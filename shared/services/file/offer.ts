import type { Action, NodeId, Refusal, Said } from '../../sim/index.ts';
import type { VerbOffer } from '../contract.ts';
import { type Deed, isRefusal } from './refusal.ts';

type Args = NonNullable<Said['args']>;

/** A sentence of this service. */
export function say(key: string, args?: Args): Said {
  return args === undefined ? { key } : { key, args };
}

/** A button whose words are under `verb.<word>` and `verb.<word>.effect`; blocked by whatever the verb would answer. */
export function offer(id: string, word: string, action: Action, outcome: Deed | Refusal, args?: Args): VerbOffer {
  const usual = { id, label: say(`verb.${word}`, args), effect: say(`verb.${word}.effect`, args), action };
  return isRefusal(outcome) ? { ...usual, blocked: outcome.said } : usual;
}

/** Whole seconds, rounded. */
export function wholeSeconds(span: number): number {
  return Math.round(span / 1_000_000);
}

/** For lists that must stay in one order from view to view. */
export function byNode(a: { readonly node: NodeId }, b: { readonly node: NodeId }): number {
  return a.node - b.node;
}

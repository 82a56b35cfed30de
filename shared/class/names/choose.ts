import type { Refusal } from '../../sim/index.ts';
import { refuse } from '../refusals.ts';
import type { ClassRead } from '../state.ts';
import { checkName } from './check.ts';
import { confusable } from './homoglyphs.ts';
import { isSuggested, suggestNames, withNumber } from './suggestions.ts';

/** The name that `text` gives somebody in this class (`seat`: who already sits there), or why not. */
export function chooseName(
  state: ClassRead,
  text: string,
  seat?: string,
): { readonly name: string } | { readonly refusal: Refusal } {
  const checked = checkName(text);
  if ('refusal' in checked) return checked;
  const { name } = checked;
  const others = namesIn(state, seat);
  if (state.suggestedNames && seat === undefined && !isSuggested(name)) {
    const [offer = ''] = suggestNames(1, others, state.seed, name.length);
    return refuse('names-suggested', { offer });
  }
  if (others.some((other) => confusable(other, name))) {
    return refuse('name-taken', { name, offer: withNumber(name, others) });
  }
  return { name };
}

/** Names in use, without one seat's own. */
export function namesIn(state: ClassRead, without?: string): readonly string[] {
  return [...state.seats.values()].filter(({ id }) => id !== without).map(({ name }) => name);
}

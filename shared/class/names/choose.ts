import type { Refusal } from '../../sim/index.ts';
import { refuse } from '../refusals.ts';
import type { ClassRead } from '../state.ts';
import { checkName } from './check.ts';
import { confusable, skeletons } from './homoglyphs.ts';
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
  if (state.suggestedNames && seat === undefined && !isSuggested(name)) {
    const [offer = ''] = suggestNames(1, namesIn(state), state.seed, name.length);
    return refuse('names-suggested', { offer });
  }
  const taken = [...state.seats.values()].filter(({ id }) => id !== seat).map(({ looks }) => looks);
  const own = skeletons(name);
  if (taken.some((looks) => confusable(looks, own))) {
    return refuse('name-taken', { name, offer: withNumber(name, taken) });
  }
  return { name };
}

/** Names in use. */
export function namesIn(state: ClassRead): readonly string[] {
  return [...state.seats.values()].map(({ name }) => name);
}

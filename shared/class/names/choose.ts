import type { Refusal } from '../../sim/index.ts';
import type { ClassContext } from '../state/class-context.ts';
import type { ClassRead, SeatRead } from '../state/state.ts';
import { refuse } from '../words/refusals.ts';
import { checkName } from './check.ts';
import { isReserved, roleWords } from './reserved.ts';
import { confusable, skeletonOf } from './skeleton.ts';
import { isSuggested, suggestNames, withNumber } from './suggestions.ts';

/** The name that `text` gives somebody in this class (`seat`: who already sits there), or why not. */
export function chooseName(
  { state, catalogue }: Pick<ClassContext, 'state' | 'catalogue'>,
  text: string,
  seat?: string,
): { readonly name: string } | { readonly refusal: Refusal } {
  const checked = checkName(text);
  if ('refusal' in checked) return checked;
  const { name } = checked;
  const free = state.suggestedNames && seat === undefined;
  const suggestion = (): string => suggestNames(1, namesIn(state), state.seed, name.length)[0] ?? '';
  if (othersCalled(state, name, seat).length > 0) {
    const skeletons = [...state.seats.values()].filter(({ id }) => id !== seat).map((other) => other.skeleton);
    return refuse('name-taken', { name, offer: free ? suggestion() : withNumber(name, skeletons) });
  }
  if (isReserved(name, roleWords(catalogue))) return refuse('name-reserved', { name });
  return free && !isSuggested(name) ? refuse('names-suggested', { offer: suggestion() }) : { name };
}

/** Whose name it is, or nearly so: the one that is called just so first. @param except a seat that does not count */
export function othersCalled(state: ClassRead, name: string, except?: string): readonly SeatRead[] {
  const skeleton = skeletonOf(name);
  const alike = [...state.seats.values()].filter((seat) => seat.id !== except && confusable(seat.skeleton, skeleton));
  return [...alike.filter((seat) => seat.name === name), ...alike.filter((seat) => seat.name !== name)];
}

/** Names in use. */
export function namesIn(state: ClassRead): readonly string[] {
  return [...state.seats.values()].map(({ name }) => name);
}

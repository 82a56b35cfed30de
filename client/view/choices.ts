import { ARCHITECTURES, type Architecture } from '../../shared/sim/plan.ts';

export type Choice = Architecture | 'same';
export const CHOICES: readonly Choice[] = [...ARCHITECTURES, 'same'];

/** One bar of a poll; `share` of all who chose, 0 to 1. */
export interface Bar {
  readonly choice: Choice;
  readonly count: number;
  readonly share: number;
}

/** A poll's bars in their fixed order, none left out. */
export function barsOf(counts: { readonly [choice: string]: number }): readonly Bar[] {
  const all = CHOICES.reduce((sum, choice) => sum + (counts[choice] ?? 0), 0);
  return CHOICES.map((choice) => {
    const count = counts[choice] ?? 0;
    return { choice, count, share: all === 0 ? 0 : count / all };
  });
}

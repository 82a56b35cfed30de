import { createHash } from 'node:crypto';
import type { Sources } from '../../architecture/rules.ts';
import { type Slip, slipsAt } from './operators.ts';
import { isIn, type Part } from './parts.ts';
import { placesIn } from './syntax.ts';

/** A slip in a file. */
export interface Mutant extends Slip {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** What stands there now. */
  readonly was: string;
}

/** At most `count` of a part's slips. A seed draws the same ones again, and a change elsewhere leaves them as they are. */
export function draw(part: Part, sources: Sources, seed: string, count: number): readonly Mutant[] {
  const all = [...sources].filter(([file]) => isIn(part, file)).flatMap(([file, source]) => mutantsOf(file, source));
  const drawn = all.map((mutant) => ({ mutant, lot: lotOf(mutant, seed) })).sort((a, b) => (a.lot < b.lot ? -1 : 1));
  return drawn.slice(0, count).map(({ mutant }) => mutant);
}

export function mutantsOf(file: string, source: string): readonly Mutant[] {
  return placesIn(file, source).flatMap((place) =>
    slipsAt(place, source).map((slip) => ({
      ...slip,
      file,
      line: source.slice(0, slip.start).split('\n').length,
      was: source.slice(slip.start, slip.end),
    })),
  );
}

export function mutated(source: string, { start, end, text }: Slip): string {
  return source.slice(0, start) + text + source.slice(end);
}

function lotOf({ file, start, end, text }: Mutant, seed: string): string {
  return createHash('sha256')
    .update(JSON.stringify([seed, file, start, end, text]))
    .digest('hex');
}

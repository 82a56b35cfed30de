import { findChromium } from '../../server/launch/chromium.mjs';
import { quantile } from './figures.ts';
import { onFreshServer } from './fresh-server.ts';
import { type Comings, measureComings } from './pages.ts';
import type { Line } from './part.ts';
import { type Joins, measureBareOpenings, measureJoins, type Wave } from './waves.ts';

/** With the p95 in ms that a class needs. */
const WAVES: readonly (Wave & { readonly atMost: number })[] = [
  { size: 60, seconds: 5, atMost: 1_000 },
  { size: 300, seconds: 15, atMost: 2_000 },
];
const BACK_MS = 2_000;

/** Joining and coming back, as real classrooms do: waves, reloads and late joiners. Pages are left out where there is no Chromium. */
export async function* classroomLines(): AsyncIterable<Line> {
  for (const wave of WAVES) {
    const bare = await measureBareOpenings(wave);
    yield* joinLines(wave, await onFreshServer(({ url }) => measureJoins(url, wave)), bare);
  }
  if (findChromium() !== undefined) yield* pageLines(await onFreshServer(({ url }) => measureComings(url)));
}

function* joinLines(wave: (typeof WAVES)[number], joins: Joins, bare: readonly number[]): Iterable<Line> {
  const { size, seconds, atMost } = wave;
  const who = `${size} join in ${seconds} s`;
  const reference = { name: 'bare ws connection', value: quantile(bare, 0.95) };
  yield { what: `${who}, p95`, value: quantile(joins.took, 0.95), unit: 'ms', goal: { atMost }, reference };
  yield { what: `${who}, refused`, value: joins.refused, unit: 'students', goal: { atMost: 0 } };
  yield { what: `${who}, seats`, value: joins.seats, unit: 'seats', goal: { atMost: size } };
}

function* pageLines({ reloads, late, bare }: Comings): Iterable<Line> {
  const reference = { name: 'bare page', value: quantile(bare, 0.95) };
  const goal = { atMost: BACK_MS };
  yield {
    what: 'reload in play, until one plays on, p95',
    value: quantile(reloads, 0.95),
    unit: 'ms',
    goal,
    reference,
  };
  yield { what: 'late joiner, until one plays, p95', value: quantile(late, 0.95), unit: 'ms', goal, reference };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../../server/launch/chromium.mjs';
import { startServer } from '../server/support/process.ts';
import { quantile } from './figures.ts';
import { type Comings, measureComings } from './pages.ts';
import type { Line, Part } from './part.ts';
import { type Joins, measureBareOpenings, measureJoins, type Wave } from './waves.ts';

/** With the p95 in ms that a class needs. */
const WAVES: readonly (Wave & { readonly atMost: number })[] = [
  { size: 60, seconds: 5, atMost: 1_000 },
  { size: 300, seconds: 15, atMost: 2_000 },
];
const BACK_MS = 2_000;

/** Joining and coming back, as real classrooms do: waves, reloads and late joiners. Pages are left out where there is no Chromium. */
export const classroom: Part = {
  id: 'classroom',
  title: 'Joining and coming back',
  async *run() {
    for (const wave of WAVES) {
      const bare = await measureBareOpenings(wave);
      yield* joinLines(wave, await onFreshServer((url) => measureJoins(url, wave)), bare);
    }
    if (findChromium() !== undefined) yield* pageLines(await onFreshServer(measureComings));
  },
};

async function onFreshServer<Value>(measure: (url: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const server = await startServer('--port', '0', '--data', folder);
  const measured = await measure(server.url);
  await server.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  return measured;
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

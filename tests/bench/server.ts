import { type Bare, measureBare } from './bare.ts';
import { quantile } from './figures.ts';
import { onFreshServer } from './fresh-server.ts';
import { type Load, measureClass } from './load.ts';
import type { Line, Part } from './part.ts';

const SECONDS = 20;
const EVERY_MS = 2_000;
const SIZES = [30, 300];

/** A class over real sockets. The server and bare `ws` have a process each; this one is all the students and the board. */
export const serverPart: Part = {
  id: 'server',
  title: `The server: each student taps every ${EVERY_MS / 1_000} s`,
  async *run() {
    for (const size of SIZES) {
      const bare = await measureBare(size, SECONDS, EVERY_MS);
      const load = await onFreshServer((server) => measureClass(server, size, SECONDS, EVERY_MS));
      yield* linesOf(size, load, bare);
    }
  },
};

function* linesOf(size: number, load: Load, { echo, broadcastCpu }: Bare): Iterable<Line> {
  const who = `${size} students`;
  for (const share of [0.5, 0.95, 0.99]) {
    const reference = { name: 'bare ws echo', value: quantile(echo, share) };
    const goal = share === 0.99 ? { goal: { atMost: 50 } } : {};
    yield {
      what: `${who}: tap to answer, p${share * 100}`,
      value: quantile(load.acknowledged, share),
      unit: 'ms',
      reference,
      ...goal,
    };
  }
  yield { what: `${who}: tap to board, p95`, value: quantile(load.seen, 0.95), unit: 'ms', goal: { atMost: 150 } };
  yield { what: `${who}: bytes to each in play`, value: load.bytes / 1_000, unit: 'kB/s', goal: { atMost: 1.5 } };
  yield { what: `${who}: connections dropped`, value: load.dropped, unit: 'students', goal: { atMost: 0 } };
  if (load.cpu === null) return;
  const reference = broadcastCpu === null ? null : { name: 'bare ws broadcasting', value: broadcastCpu * 100 };
  yield { what: `${who}: server, simulation included`, value: load.cpu * 100, unit: '% of a core', reference };
}

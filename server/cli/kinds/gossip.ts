import type { Service } from '../../../shared/services/contract.ts';
import type { SpreadMode } from '../../../shared/services/mail/settings.ts';
import { factCode, type LogReader, type LogRow, LogType, type Micros, type Run } from '../../../shared/sim/index.ts';
import { createIdealRun } from './ideal-run.ts';
import type { Finding, Kind } from './kind.ts';
import { readNumbers, readWord } from './params.ts';
import { MEASURED } from './services.ts';

const MODES = { push: 'push', pushpull: 'push-pull', fanout: 'fanout', flood: 'flood' } as const satisfies Record<
  string,
  SpreadMode
>;
type Mode = keyof typeof MODES;
const ROUND: Micros = 1_000_000 as Micros;
/** Nobody is left waiting so long: a sample that reaches this is a bug. */
const MOST_ROUNDS = 10_000;

/**
 * A circular letter that the first machine writes spreads among N. push and pushpull: rounds until all know it, each round one random
 * other. fanout: who learns tells k different others in the next round, once; reach is the share that knows, the writer included.
 * flood: to all neighbours but the sender, on connected random d-regular graphs; msgs counts letters sent.
 */
export const gossip: Kind = {
  id: 'gossip',
  metrics: ['rounds', 'reach', 'msgs'],
  run(params, metric, n, seed, services = MEASURED) {
    const read = readNumbers(params, {
      N: { min: 2, whole: true },
      k: { min: 1, whole: true, otherwise: 1 },
      d: { min: 2, whole: true, otherwise: Number.MAX_SAFE_INTEGER },
    });
    if ('problem' in read) return read;
    const mode = readWord<Mode>(params, 'mode', ['push', 'pushpull', 'fanout', 'flood']);
    if ('problem' in mode) return mode;
    const total = { value: 0, events: 0 };
    for (let sample = 0, used = 0; used < n; sample++) {
      const found = spreadOnce(services.mail, mode.word, read.numbers, seed * 1_000_003 + sample);
      if ('problem' in found) return found;
      total.events += found.events;
      // A random graph may fall apart; the flood is asked for on connected ones.
      if (mode.word === 'flood' && found.reached < read.numbers.N) continue;
      used++;
      total.value += counted(metric, found, read.numbers.N);
    }
    return { value: total.value / n, events: total.events } satisfies Finding;
  },
};

interface Spreading {
  readonly reached: number;
  readonly rounds: number;
  readonly letters: number;
  readonly events: number;
}

function counted(metric: string, found: Spreading, N: number): number {
  switch (metric) {
    case 'rounds':
      return found.rounds;
    case 'reach':
      return found.reached / N;
    default:
      return found.letters;
  }
}

function spreadOnce(
  service: Service,
  mode: Mode,
  { N, k, d }: { readonly N: number; readonly k: number; readonly d: number },
  seed: number,
): Spreading | { readonly problem: string } {
  const count = new SpreadCount();
  const run = createIdealRun({
    service,
    architecture: 'peer-to-peer',
    nodes: N,
    seed,
    params: { ...UNHINDERED, spread: MODES[mode], fanout: k, friends: d >= N - 1 ? 0 : d },
    reader: count,
  });
  if ('problem' in run) return run;
  runUntilSpread(run, count, N, mode === 'push' || mode === 'pushpull');
  return { reached: count.reached, rounds: count.lastRound, letters: count.letters, events: run.events };
}

/** Rounds go on until all know the letter or, where a machine tells only once, until a round brings nothing new. */
function runUntilSpread(run: Run, count: SpreadCount, N: number, untilAll: boolean): void {
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const before = count.reached;
    run.advance((round * ROUND + ROUND / 2) as Micros);
    if (count.reached === N || (!untilAll && count.reached === before)) return;
  }
  throw new Error(`the letter has not reached ${N} machines in ${MOST_ROUNDS} rounds`);
}

const STORED = factCode('stored');
const LETTER = 0;

class SpreadCount implements LogReader {
  reached = 0;
  lastRound = 0;
  letters = 0;

  write({ type, time, kind }: LogRow): void {
    if (type === LogType.sent && kind === LETTER) this.letters++;
    if (type !== LogType.fact || kind !== STORED) return;
    this.reached++;
    this.lastRound = Math.floor(time / ROUND);
  }
}

const UNHINDERED = { letterBytes: 0, sealBytes: 0, controlBytes: 0, peerUp: 0, down: 0, latency: 1, round: 1 } as const;

import { factCode, type LogReader, LogType, type Params, toSeconds } from '../../../shared/sim/index.ts';
import { idealRun } from './ideal.ts';
import type { Finding, Kind, KindParams } from './kind.ts';

const DONE = factCode('done');
/** Requests that keep one server and any downlink busy. */
const WINDOW = 4;

/** What a case asks for: `us`, `u` and `d` in pieces/s. */
interface Case {
  readonly receivers: number;
  readonly pieces: number;
  readonly serverUp: number;
  readonly peerUps: readonly number[];
  readonly down: number | null;
  readonly arch: 'cs' | 'p2p';
}

/** Distribution of one file to N receivers: seconds until the last of them has it all, mean over n runs. */
export const file: Kind = {
  id: 'file',
  metrics: ['ticks'],
  run: (params, _metric, n, seed) => {
    const asked = caseOf(params);
    if ('problem' in asked) return asked;
    const runs = Array.from({ length: n }, (_, index) => distribute(asked, seed + index));
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    return { value: sum(runs.map(({ value }) => value)) / n, events: sum(runs.map(({ events }) => events)) };
  },
};

function distribute(asked: Case, seed: number): Finding {
  const { receivers, arch } = asked;
  const reader = lastDone();
  const architecture = arch === 'cs' ? 'client-server' : 'peer-to-peer';
  const run = idealRun({ architecture, nodes: receivers + 1, params: settingsFor(asked), seed, reader });
  while (reader.count < receivers) {
    if (!run.step()) throw new Error(`${reader.count} of ${receivers} receivers finished, and nothing more happens`);
  }
  return { value: toSeconds(reader.at), events: run.events };
}

function settingsFor({ pieces, serverUp, peerUps, down, receivers, arch }: Case): Params {
  return {
    pieces,
    serverUplink: serverUp,
    uplinks: peerUps.join(','),
    downlink: down ?? 0,
    window: arch === 'cs' ? WINDOW : receivers + 1,
    atOnce: receivers + 1,
  };
}

/** Counts the machines that are done, and when the last one was. */
function lastDone(): LogReader & { count: number; at: number } {
  const seen = {
    count: 0,
    at: 0,
    write: (type: LogType, time: number, _node: number, _peer: number, kind: number): void => {
      if (type !== LogType.fact || kind !== DONE) return;
      seen.count++;
      seen.at = time;
    },
  };
  return seen;
}

function caseOf({ N, K, us, u, d, arch }: KindParams): Case | { readonly problem: string } {
  if (!isWhole(N)) return { problem: `N=${String(N)}: use a whole number of receivers from 1 on` };
  if (!isWhole(K)) return { problem: `K=${String(K)}: use a whole number of pieces from 1 on` };
  if (!isRate(us) || us === 0) return { problem: `us=${String(us)}: use a number above 0 (pieces/s)` };
  const peerUps = Array.isArray(u) ? u : [u];
  if (!peerUps.every(isRate) || peerUps.length === 0)
    return { problem: 'u: use a number of pieces/s, or one for each peer' };
  if (d !== null && d !== undefined && (!isRate(d) || d === 0))
    return { problem: 'd: use null or a number above 0 (pieces/s)' };
  if (arch !== 'cs' && arch !== 'p2p') return { problem: `arch=${String(arch)}: use cs or p2p` };
  return { receivers: N, pieces: K, serverUp: us, peerUps, down: isRate(d) ? d : null, arch };
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1;
}

function isRate(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

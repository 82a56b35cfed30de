import type { Service } from '../../../shared/services/contract.ts';
import { factCode, type LogReader, type LogRow, LogType, type Params, toSeconds } from '../../../shared/sim/index.ts';
import { IDEAL_FILE } from './file-ideal.ts';
import { createIdealRun } from './ideal-run.ts';
import type { Finding, Kind, KindParams } from './kind.ts';
import { MEASURED } from './services.ts';

const DONE = factCode('done');
/** Requests that keep one server and any downlink busy, without a crowd of peers giving to the same one. */
const WINDOW = 4;
/** As many requests as one action may send; the autopilot acts again at once. */
const MOST_AT_ONCE = 1000;

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
  run: (params, _metric, n, seed, services = MEASURED) => {
    const asked = caseOf(params);
    if ('problem' in asked) return asked;
    const total = { value: 0, events: 0 };
    for (let sample = 0; sample < n; sample++) {
      const found = distribute(services.file, asked, seed + sample);
      if ('problem' in found) return found;
      total.value += found.value;
      total.events += found.events;
    }
    return { value: total.value / n, events: total.events };
  },
};

function distribute(service: Service, asked: Case, seed: number): Finding | { readonly problem: string } {
  const { receivers, arch } = asked;
  const reader = lastDone();
  const architecture = arch === 'cs' ? 'client-server' : 'peer-to-peer';
  const params = { ...IDEAL_FILE, ...settingsFor(asked) };
  const run = createIdealRun({ service, architecture, nodes: receivers + 1, params, seed, reader });
  if ('problem' in run) return run;
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
    window: arch === 'cs' ? WINDOW : windowFor(serverUp, peerUps),
    atOnce: Math.min(MOST_AT_ONCE, receivers + 1),
  };
}

/** Where uplinks differ, pieces from slow ones must not fill the window while fast ones wait. */
function windowFor(serverUp: number, peerUps: readonly number[]): number {
  const giving = [serverUp, ...peerUps.filter((up) => up > 0)];
  return Math.max(WINDOW, Math.ceil((2 * Math.max(...giving)) / Math.min(...giving)));
}

/** Counts the machines that are done, and when the last one was. */
function lastDone(): LogReader & { count: number; at: number } {
  const seen = {
    count: 0,
    at: 0,
    write: ({ type, time, kind }: LogRow): void => {
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

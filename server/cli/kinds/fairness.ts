import type { Service } from '../../../shared/services/contract.ts';
import { TABLES as HUB } from '../../../shared/services/file/client-server/terms.ts';
import { TABLES as SWARM } from '../../../shared/services/file/peer-to-peer/terms.ts';
import { kindNumber } from '../../../shared/services/kit/index.ts';
import { type LogReader, LogType, type NodeId, type Run, seconds } from '../../../shared/sim/index.ts';
import { IDEAL_FILE } from './file-ideal.ts';
import { createIdealRun } from './ideal-run.ts';
import type { Finding, Kind, KindParams } from './kind.ts';
import { MEASURED } from './services.ts';

/** An autopilot that practically never acts: in this experiment people ask. */
const NEVER = 1_000_000;
const HUB_PIECES = 20;

/**
 * Jain's index of the bytes of content that n machines carry: `hub` one server carries all, `even` each has a part of the file and gives
 * it to all others, `free` only k of them have parts and the rest give nothing.
 */
export const fairness: Kind = {
  id: 'jain',
  metrics: ['jain'],
  run: (params, _metric, _samples, seed, services = MEASURED) => {
    const asked = caseOf(params);
    if ('problem' in asked) return asked;
    const { kind, n, k } = asked;
    return kind === 'hub' ? hub(services.file, n, seed) : shared(services.file, n, k, seed);
  },
};

type Outcome = Finding | { readonly problem: string };

function hub(service: Service, n: number, seed: number): Outcome {
  const carried = new Array<number>(n).fill(0);
  const params = { ...IDEAL_FILE, pieces: HUB_PIECES };
  const reader = weighing(carried, kindNumber(HUB.kinds, 'piece'));
  const run = createIdealRun({ service, architecture: 'client-server', nodes: n, params, seed, reader });
  if ('problem' in run) return run;
  while (run.step());
  return { value: index(carried), events: run.events };
}

/** Machine p has piece p; everyone asks every owner for its piece. */
function shared(service: Service, n: number, owners: number, seed: number): Outcome {
  const carried = new Array<number>(n).fill(0);
  const params = { ...IDEAL_FILE, pieces: owners, parts: owners, window: owners, slots: n, slotSeconds: 600 };
  const reader = weighing(carried, kindNumber(SWARM.kinds, 'piece'));
  const riders = Array.from({ length: n - owners }, (_, rider) => owners + rider).join('+');
  const stresses = riders === '' ? [] : [{ id: 'free-riders', at: 0, params: { target: `node:${riders}`, for: 0 } }];
  const architecture = 'peer-to-peer';
  const run = createIdealRun({ service, architecture, nodes: n, params, stresses, seed, reader, bot: NEVER });
  if ('problem' in run) return run;
  run.advance(seconds(1));
  askOwners(run, n, owners);
  while (run.nextTime < seconds(NEVER / 2)) run.step();
  return { value: index(carried), events: run.events };
}

function askOwners(run: Run, n: number, owners: number): void {
  for (let asker = 0; asker < n; asker++) {
    for (let piece = 0; piece < owners; piece++) {
      if (piece === asker) continue;
      const action = { type: 'request', piece, from: piece };
      const refusal = run.input({ time: run.now, node: asker as NodeId, action });
      if (refusal !== undefined) throw new Error(`machine ${asker} can't ask for piece ${piece}: ${refusal.code}`);
    }
  }
}

function weighing(carried: number[], piece: number): LogReader {
  return {
    write: ({ type, node, kind, value }) => {
      if (type === LogType.sent && kind === piece) carried[node] = (carried[node] as number) + value;
    },
  };
}

/** Jain, Chiu & Hawe (1984): the square of the sum over n times the sum of squares. */
function index(carried: readonly number[]): number {
  const sum = carried.reduce((total, bytes) => total + bytes, 0);
  const squares = carried.reduce((total, bytes) => total + bytes * bytes, 0);
  return sum ** 2 / (carried.length * squares);
}

interface Case {
  readonly kind: 'hub' | 'even' | 'free';
  readonly n: number;
  readonly k: number;
}

function caseOf({ kind, n, k }: KindParams): Case | { readonly problem: string } {
  if (kind !== 'hub' && kind !== 'even' && kind !== 'free') return { problem: 'kind: use hub, even or free' };
  if (!isWhole(n) || n < 2) return { problem: 'n: use a whole number of machines from 2 on' };
  if (kind !== 'free') return { kind, n, k: n };
  return isWhole(k) && k >= 1 && k <= n ? { kind, n, k } : { problem: `k: use a whole number from 1 to ${n}` };
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value);
}

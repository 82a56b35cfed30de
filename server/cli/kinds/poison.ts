import type { Service } from '../../../shared/services/contract.ts';
import { TABLES as SWARM } from '../../../shared/services/file/peer-to-peer/terms.ts';
import { kindNumber } from '../../../shared/services/kit/index.ts';
import { factCode, type LogReader, LogType, type Params, reasonCode } from '../../../shared/sim/index.ts';
import { IDEAL_FILE } from './file-ideal.ts';
import { createIdealRun } from './ideal-run.ts';
import type { Kind, KindParams } from './kind.ts';
import { MEASURED } from './services.ts';

/** Sources that stand for "very many" where a share of them is bad: each fetch meets a bad one with that probability. */
const MANY = 1000;
/** Items that one receiver fetches in one run; further runs bring the rest. */
const ITEMS = 500;
/** Uplink of a source, pieces/s. */
const PIECES_A_SECOND = 1000;
const CODE = {
  stored: factCode('stored'),
  accepted: factCode('corrupt-accepted'),
  failed: factCode('failed'),
};

const CORRUPT = reasonCode('corrupt');

interface Case {
  readonly sources: number;
  readonly bad: number;
  readonly votes: number;
  readonly hashCheck: boolean;
}

interface Tally {
  /** Items that were decided about: taken, or given up because no content had the majority. */
  items: number;
  stored: number;
  accepted: number;
  /** Copies that arrived. */
  fetches: number;
}

/**
 * One receiver fetches items from sources some of which are bad: it takes what comes, or the majority of k sources, or checks the hash
 * and fetches again. `bad` = corrupt items accepted / all, `fetches` = copies fetched for each accepted item.
 */
export const poison: Kind = {
  id: 'poison',
  metrics: ['bad', 'fetches'],
  run: (params, metric, n, seed, services = MEASURED) => {
    const asked = caseOf(params);
    if ('problem' in asked) return asked;
    const tally: Tally = { items: 0, stored: 0, accepted: 0, fetches: 0 };
    let events = 0;
    for (let run = 0; tally.items < n; run++) {
      const items = Math.min(ITEMS, n - tally.items);
      const found = fetchItems(services.file, asked, items, tally, seed * 100_003 + run);
      if (typeof found !== 'number') return found;
      events += found;
    }
    return { value: metric === 'bad' ? tally.accepted / tally.items : tally.fetches / tally.stored, events };
  },
};

/** One run: the receiver is the last machine, all before it are sources. Returns the number of events. */
function fetchItems(
  service: Service,
  asked: Case,
  items: number,
  tally: Tally,
  seed: number,
): number | { readonly problem: string } {
  const { sources, bad } = asked;
  const run = createIdealRun({
    service,
    architecture: 'peer-to-peer',
    nodes: sources + 1,
    params: { ...IDEAL_FILE, pieces: items, seeds: sources, ...settingsFor(asked) },
    stresses: bad === 0 ? [] : [{ id: 'poison', at: 0, params: { target: `seed:${bad}`, for: 0 } }],
    seed,
    reader: counting(tally, sources, asked.hashCheck),
  });
  if ('problem' in run) return run;
  const target = tally.items + items;
  while (tally.items < target) {
    if (!run.step()) throw new Error(`${tally.items} of ${target} items were decided about, and nothing more happens`);
  }
  return run.events;
}

/**
 * One item at a time, from sources that all keep a slot for the receiver and are never banned. All is over before the first news of what the
 * receiver has is due: the sources, who have everything, could make no use of it.
 */
function settingsFor({ votes, hashCheck }: Case): Params {
  const common = { serverUplink: PIECES_A_SECOND, uplink: PIECES_A_SECOND, slotSeconds: 600, haveSeconds: 60 };
  return { ...common, votes, hashCheck, window: votes, atOnce: votes, banAfter: 0 };
}

function counting(tally: Tally, receiver: number, hashCheck: boolean): LogReader {
  return {
    write: ({ type, node, kind, reason }) => {
      if (node !== receiver) return;
      if (type === LogType.delivered && kind === kindNumber(SWARM.kinds, 'piece')) tally.fetches++;
      if (type !== LogType.fact) return;
      if (kind === CODE.accepted) tally.accepted++;
      if (kind === CODE.stored) tally.stored++;
      const isUndecided = kind === CODE.failed && reason === CORRUPT && !hashCheck;
      if (kind === CODE.stored || isUndecided) tally.items++;
    },
  };
}

function caseOf({ f, N, M, k, hash }: KindParams): Case | { readonly problem: string } {
  const hashCheck = hash === true;
  const votes = k === undefined || hashCheck ? 1 : k;
  const [sources, bad] = f === undefined ? [N, M] : [MANY, typeof f === 'number' ? Math.round(f * MANY) : f];
  if (f !== undefined && (typeof f !== 'number' || f < 0 || f > 1)) return { problem: 'f: use a share from 0 to 1' };
  if (!isWhole(sources) || sources < 1) return { problem: 'N: use a whole number of sources from 1 on, or give f' };
  if (!isWhole(bad) || bad < 0 || bad > sources) return { problem: `M: use a whole number from 0 to ${sources}` };
  if (!isWhole(votes) || votes < 1 || votes > sources) return { problem: `k: use a whole number from 1 to ${sources}` };
  if (hashCheck && bad === sources) return { problem: 'with a hash check at least one source must be sound' };
  return { sources, bad, votes, hashCheck };
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value);
}

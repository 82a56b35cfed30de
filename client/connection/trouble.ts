import type { Trouble } from './contract.ts';
import type { Ending } from './ending.ts';

/** As often in a row live connections must have failed, with a server that answers requests, before it is called blocked. */
const BLOCKED_AT = { refused: 2, unanswered: 3 };
/** So many cuts within this time are no accident any more. */
const CUTS = { atLeast: 3, withinMs: 5 * 60_000 };
/** A connection that lasted less is no reason to come back at once. */
const STEADY_MS = 5_000;

/** What the attempts so far have shown. Times in ms of the page's clock. */
export interface Experience {
  /** Attempts since it last went well: so much longer is waited. */
  readonly failures: number;
  /** Attempts since the last connection. */
  readonly missed: number;
  /** Live connections in a row that were refused or never answered, while requests were answered. */
  readonly refused: number;
  readonly unanswered: number;
  readonly connectedAt: number | null;
  /** The last connection broke off, without the server's having closed it. */
  readonly broke: boolean;
  /** When connections broke off and the next attempt came through at once: the server was there all the time. */
  readonly cuts: readonly number[];
  readonly trouble: Trouble;
}

export const NO_EXPERIENCE: Experience = {
  failures: 0,
  missed: 0,
  refused: 0,
  unanswered: 0,
  connectedAt: null,
  broke: false,
  cuts: [],
  trouble: 'none',
};

export function afterConnecting(before: Experience, now: number): Experience {
  const recent = before.cuts.filter((at) => now - at < CUTS.withinMs);
  const cuts = before.broke && before.missed === 0 ? [...recent, now] : recent;
  return {
    ...before,
    missed: 0,
    refused: 0,
    unanswered: 0,
    connectedAt: now,
    broke: false,
    cuts,
    trouble: ofCuts(cuts),
  };
}

export function afterEnding(before: Experience, ending: Ending, now: number): Experience {
  if (ending.how === 'dropped') {
    const steady = now - (before.connectedAt ?? now) >= STEADY_MS;
    return { ...before, failures: steady ? 0 : before.failures + 1, broke: ending.cut, trouble: ofCuts(before.cuts) };
  }
  const refused = ending.how === 'blocked' ? before.refused + 1 : 0;
  const unanswered = ending.how === 'blocked' || ending.how === 'late' ? before.unanswered + 1 : 0;
  const counted = { failures: before.failures + 1, missed: before.missed + 1, refused, unanswered };
  return { ...before, ...counted, trouble: troubleOf(ending, refused, unanswered) };
}

function troubleOf(ending: Ending, refused: number, unanswered: number): Trouble {
  switch (ending.how) {
    case 'refused':
      return ending.refusal;
    case 'blocked':
    case 'late':
      if (refused >= BLOCKED_AT.refused || unanswered >= BLOCKED_AT.unanswered) return 'blocked';
      return ending.how === 'late' ? 'late' : 'none';
    case 'unreachable':
    case 'silent':
    case 'unreadable':
      return ending.how;
    case 'dropped':
    case 'over':
    case 'given-up':
      return 'none';
  }
}

function ofCuts(cuts: readonly number[]): 'none' | 'cut' {
  return cuts.length >= CUTS.atLeast ? 'cut' : 'none';
}

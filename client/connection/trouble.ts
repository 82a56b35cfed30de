import type { Trouble } from './contract.ts';
import type { Ending } from './ending.ts';

/** Live connections are called blocked after this many failures in a row while the server answers requests. */
const BLOCKED_AT = { refused: 2, unanswered: 3 };
/** This many cuts within this time are no accident. */
const CUTS = { atLeast: 3, withinMs: 5 * 60_000 };
/** After a connection shorter than this, the page doesn't reconnect at once. */
const STEADY_MS = 5_000;

/** What the attempts so far have shown. Times in ms of the page's clock. */
export interface Experience {
  /** Failures since the last steady connection; each makes the next pause longer. */
  readonly failures: number;
  /** Attempts since the last connection. */
  readonly missed: number;
  /** Live connections in a row that were refused or never answered, while requests were answered. */
  readonly refused: number;
  readonly unanswered: number;
  readonly connectedAt: number | null;
  /** The last connection was cut: the server did not close it. */
  readonly broke: boolean;
  /** Times of cuts after which the next attempt succeeded at once, so that the server was there all the time. */
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

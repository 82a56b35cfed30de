import type { RunResult } from '../../../shared/protocol/views.ts';

/** A stretch of the time axis with its label. */
export interface Notch {
  /** Share of the axis, 0 to 1. */
  readonly at: number;
  readonly seconds: number;
}

/** A moment on the time line: its number in the list beside the chart, and where it is. */
export interface Flag {
  readonly number: number;
  readonly at: number;
  readonly second: number;
  readonly said: RunResult['marks'][number]['said'];
  readonly mood: RunResult['marks'][number]['mood'];
  /** Rows above the chart, so that numbers of near moments don't cover one another. */
  readonly row: number;
}

const STEPS = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300];
/** Round seconds along an axis of `seconds`, at most about `most` of them. */
export function notchesOf(seconds: number, most: number): readonly Notch[] {
  const step = STEPS.find((each) => seconds / each <= most - 1) ?? 600;
  const count = Math.floor(seconds / step);
  return Array.from({ length: count + 1 }, (_, index) => ({ at: (index * step) / seconds, seconds: index * step }));
}

/**
 * A run's marks in the order of time, numbered from 1; several at one second with the same words are one. Flags nearer
 * than `apart` (share of the axis) get different rows.
 */
export function flagsOf(run: RunResult, seconds: number, apart: number): readonly Flag[] {
  const seen = new Set<string>();
  const marks = [...run.marks]
    .sort((one, other) => one.at - other.at)
    .filter((mark) => {
      const key = `${Math.round(mark.at)}${JSON.stringify(mark.said)}`;
      return !seen.has(key) && seen.add(key);
    });
  const flags: Flag[] = [];
  for (const mark of marks) {
    const at = Math.min(1, mark.at / seconds);
    const near = flags.filter((flag) => at - flag.at < apart).map(({ row }) => row);
    const row = [0, 1, 2, 3].find((free) => !near.includes(free)) ?? 0;
    flags.push({ number: flags.length + 1, at, second: mark.at, said: mark.said, mood: mark.mood, row });
  }
  return flags;
}

import type { RunResult } from '../../shared/protocol/views.ts';

/** A run's progress as points in a box of `width` by `height`, the origin at the top left; `seconds` fills the width. */
export function curve(progress: readonly number[], seconds: number, width: number, height: number): string {
  const points = progress.map((done, second) => {
    const x = seconds === 0 ? 0 : (second / seconds) * width;
    return `${x.toFixed(1)},${(height - Math.min(1, done) * height).toFixed(1)}`;
  });
  return points.join(' ');
}

/** The seconds that a chart of these runs spans. */
export function spanOf(runs: readonly RunResult[]): number {
  return Math.max(1, ...runs.map((run) => Math.max(run.seconds, run.progress.length - 1)));
}

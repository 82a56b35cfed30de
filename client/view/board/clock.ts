/** What the frames so far tell about the run's time. Run times in µs, page times in ms. */
export interface RunClock {
  readonly runId: string;
  /** The newest run time in a frame, and when it arrived; -1 before the first. */
  readonly t: number;
  readonly cameAt: number;
  /** Run time minus local time (µs) of the frame that was least delayed lately. */
  readonly offset: number;
}

/** The picture is this far behind the run (µs), so that a message is known before it departs on the picture. */
export const SHOWN_LATE = 100_000;
/** Without news the run's time goes on for this long (µs), then stands still. */
const FURTHEST_AHEAD = 1_500_000;
/** A frame that is this much later (µs) than the least delayed one means that the run stood still meanwhile. */
const STOOD_STILL = 500_000;
/** How fast the least delayed frame is forgotten: µs of offset for each ms, so that a slower network is followed. */
const FORGET = 20;

export function newRunClock(): RunClock {
  return { runId: '', t: -1, cameAt: 0, offset: 0 };
}

/** Notes a frame of run `runId` with run time `t` (µs) that arrived at `local` (ms). */
export function observe(clock: RunClock, runId: string, t: number, local: number): RunClock {
  const offset = t - local * 1_000;
  const newRun = clock.t < 0 || runId !== clock.runId;
  if (newRun || offset < clock.offset - STOOD_STILL) return { runId, t, cameAt: local, offset };
  const faded = clock.offset - FORGET * (local - clock.cameAt);
  return { runId, t: Math.max(t, clock.t), cameAt: local, offset: Math.max(offset, faded) };
}

/**
 * Run time (µs) to show at `local` (ms): never before 0, never far past the newest frame, standing still when paused. `pace`: seconds of
 * the run in one of the page; in slow motion the newest frame counts, however long it was on its way.
 */
export function runTime(clock: RunClock, local: number, paused: boolean, pace = 1): number {
  if (clock.t < 0) return 0;
  const ahead = paused ? 0 : FURTHEST_AHEAD;
  const shown = pace < 1 ? clock.t + (local - clock.cameAt) * 1_000 * pace : local * 1_000 + clock.offset;
  const estimate = shown - (paused ? 0 : SHOWN_LATE);
  return Math.max(0, Math.min(estimate, clock.t + ahead));
}

import type { ClockRead } from '../connection/index.ts';

/** Milliseconds left at `now` (ms of the page's monotonic clock), never below 0; null where the phase has no end. */
export function remaining(read: ClockRead | null, now: number): number | null {
  if (read === null || read.clock.endsAt === null) return null;
  const passed = read.clock.paused ? 0 : now - read.arrived;
  return Math.max(0, read.clock.endsAt - read.clock.at - passed);
}

/** `m:ss`, rounded up, so that it shows 0:00 only when the time is up. */
export function clockText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

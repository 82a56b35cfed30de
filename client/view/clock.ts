import type { ClockRead } from '../connection/index.ts';

/** Milliseconds left of the phase at `now` (ms of the page's monotonic clock), never below 0; null where it has no end. */
export function remaining(read: ClockRead | null, now: number): number | null {
  return read === null || read.clock.endsAt === null ? null : remainingUntil(read.clock.endsAt, read, now);
}

/** The same until another moment (ms of class time). */
export function remainingUntil(endsAt: number, { clock, arrived }: ClockRead, now: number): number {
  const passed = clock.paused ? 0 : (now - arrived) * clock.pace;
  return Math.max(0, endsAt - clock.at - passed);
}

/** `m:ss`, rounded up, so that it shows 0:00 only when the time is up. */
export function clockText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

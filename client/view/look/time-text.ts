/** Whole seconds of a span in µs as people read a stopwatch: 7 s is `0:07`. */
export function stopwatch(micros: number): string {
  const seconds = Math.max(0, Math.floor(micros / 1_000_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

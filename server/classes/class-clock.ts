/** Milliseconds on a clock that never falls; its zero means nothing. */
export type Monotonic = () => number;

/** Class time in whole ms: `from` at the moment of the call, and what the server's clock has moved since then. */
export function startClassClock(from: number, now: Monotonic): () => number {
  const started = now();
  return () => from + Math.max(0, Math.floor(now() - started));
}

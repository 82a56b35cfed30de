const FIRST_MS = 400;
const LONGEST_MS = 8_000;

/**
 * Milliseconds to wait before attempt `attempt` (0 = the first after a drop). Doubles up to 8 s and is spread over the upper half
 * of that span by `chance` (0 to 1), so that a whole class that lost its network does not come back in one instant.
 */
export function backoff(attempt: number, chance: number): number {
  const span = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(span / 2 + (span / 2) * chance);
}

/**
 * Jain's index of fairness, (sum x)^2 / (n sum x^2): 1 when all have the same, k/n when k of n share alike, 1/n when one has all. NaN for
 * nothing at all. Jain, Chiu & Hawe, "A Quantitative Measure of Fairness and Discrimination", DEC-TR-301 (1984).
 */
export function jain(shares: readonly number[]): number {
  const sum = shares.reduce((all, x) => all + x, 0);
  const squares = shares.reduce((all, x) => all + x * x, 0);
  return sum ** 2 / (shares.length * squares);
}

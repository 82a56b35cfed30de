/** Share of corrupt items accepted by a majority of `k` sources (odd), each corrupt with chance `f`: Condorcet's binomial sum. */
export function voteCorrupt(f: number, k: number): number {
  let share = 0;
  for (let bad = Math.floor(k / 2) + 1; bad <= k; bad++) share += choose(k, bad) * f ** bad * (1 - f) ** (k - bad);
  return share;
}

/** The same when the k sources are different ones of `n`, of which `bad` are corrupt (hypergeometric). */
export function voteCorruptAmong(n: number, bad: number, k: number): number {
  let share = 0;
  for (let drawn = Math.floor(k / 2) + 1; drawn <= k; drawn++) {
    share += (choose(bad, drawn) * choose(n - bad, k - drawn)) / choose(n, k);
  }
  return share;
}

/** Fetches for each item when every one is checked and a corrupt one is fetched again, with chance `f` each: geometric. */
export function fetchesWithHash(f: number): number {
  return 1 / (1 - f);
}

/** Chance that a file of `pieces` unchecked pieces has a corrupt one. */
export function fileCorrupt(f: number, pieces: number): number {
  return 1 - (1 - f) ** pieces;
}

/** Number of ways to choose k of n; 0 outside 0 <= k <= n. */
function choose(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  let ways = 1;
  for (let i = 0; i < k; i++) ways = (ways * (n - i)) / (i + 1);
  return ways;
}

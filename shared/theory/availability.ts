/** What is left after `f` of `n` machines failed, chosen at random without replacement (hypergeometric). */

/** Share of cases in which none of `hubs` hubs failed; a star has one. 1 - C(N-h, f) / C(N, f) is the chance that one did. */
export function allHubsAlive(n: number, f: number, hubs: number): number {
  return ratioOfChoices(n - hubs, n, f);
}

/** Share of cases in which at least one of `hubs` hubs is left: 1 - C(N-h, f-h) / C(N, f). */
export function someHubAlive(n: number, f: number, hubs: number): number {
  return f < hubs ? 1 : 1 - productOf(hubs, (i) => (f - i) / (n - i));
}

/** Ordered pairs of live machines that can reach each other, of all ordered pairs: in a full mesh all live ones can. */
export function meshPairs(n: number, f: number): number {
  return ((n - f) * (n - f - 1)) / (n * (n - 1));
}

/** The same for a star, whose centre must live: (1 - f/N) (N-f)(N-f-1) / (N (N-1)). */
export function starPairs(n: number, f: number): number {
  return (1 - f / n) * meshPairs(n, f);
}

/** Chance that one of `r` replicas is there when each is there with chance `a`. */
export function someReplica(a: number, r: number): number {
  return 1 - (1 - a) ** r;
}

/**
 * Share of machines in the largest connected part of a large random d-regular graph when each is kept with chance `p`:
 * S = p (1 - u^d), u = 1 - p + p u^(d-1). Callaway, Newman, Strogatz & Watts, Phys. Rev. Lett. 85, 5468 (2000). For N -> infinity.
 */
export function largestPartRegular(d: number, p: number): number {
  let u = 0;
  for (let step = 0; step < 100_000; step++) {
    const next = 1 - p + p * u ** (d - 1);
    if (Math.abs(next - u) < 1e-15) break;
    u = next;
  }
  return p * (1 - u ** d);
}

/** C(a, f) / C(n, f) */
function ratioOfChoices(a: number, n: number, f: number): number {
  return f > a ? 0 : productOf(f, (i) => (a - i) / (n - i));
}

function productOf(count: number, factor: (i: number) => number): number {
  let product = 1;
  for (let i = 0; i < count; i++) product *= factor(i);
  return product;
}

/**
 * Open queues with Poisson arrivals, first in, first out. `lam` arrivals a second, `mu` jobs a second and worker; times in seconds.
 * Kleinrock, "Queueing Systems" I (1975), chapter 3; Erlang (1917). Unbounded queues need lam < c mu, or they have no mean: Infinity.
 */
export function meanWaitMM1(lam: number, mu: number): number {
  return lam >= mu ? Number.POSITIVE_INFINITY : lam / mu / (mu - lam);
}

/** Service that always takes 1/mu: half of the wait with exponential service (Pollaczek & Khinchine). */
export function meanWaitMD1(lam: number, mu: number): number {
  return meanWaitMM1(lam, mu) / 2;
}

/** c workers at one queue (Erlang C). */
export function meanWaitMMc(lam: number, mu: number, c: number): number {
  return lam >= c * mu ? Number.POSITIVE_INFINITY : erlangC(lam / mu, c) / (c * mu - lam);
}

/** Chance that an arrival is lost at c workers without a queue; `load` = lam / mu. */
export function erlangB(load: number, c: number): number {
  let blocked = 1;
  for (let worker = 1; worker <= c; worker++) blocked = (load * blocked) / (worker + load * blocked);
  return blocked;
}

/** Chance that an arrival must wait at c workers; `load` = lam / mu < c. */
export function erlangC(load: number, c: number): number {
  const blocked = erlangB(load, c);
  return (c * blocked) / (c - load * (1 - blocked));
}

/** Chances of 0 to `places` jobs in a system of one worker with that many places (M/M/1/K). */
export function occupancyMM1K(lam: number, mu: number, places: number): readonly number[] {
  const weights = Array.from({ length: places + 1 }, (_, n) => (lam / mu) ** n);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / all);
}

/** Share of arrivals that find every place taken (M/M/1/K). */
export function blockingMM1K(lam: number, mu: number, places: number): number {
  return occupancyMM1K(lam, mu, places)[places] as number;
}

/** Chance that `n` jobs of rate mu in a row take at most t: Erlang's distribution. */
export function erlangWithin(n: number, mu: number, t: number): number {
  let term = Math.exp(-mu * t);
  let later = 0;
  for (let i = 0; i < n; i++) {
    later += term;
    term *= (mu * t) / (i + 1);
  }
  return 1 - later;
}

/**
 * Jobs a second that end within `deadline` of their arrival when late ones are served all the same (M/M/1/K): lam times the sum over
 * n < K of p_n P(Erlang(n + 1) <= deadline). Derived; compare Huang et al., "Metastable Failures in the Wild", OSDI 2022.
 */
export function goodputMM1K(lam: number, mu: number, places: number, deadline: number): number {
  const chances = occupancyMM1K(lam, mu, places).slice(0, places);
  return lam * chances.reduce((sum, chance, n) => sum + chance * erlangWithin(n + 1, mu, deadline), 0);
}

/**
 * Jobs a second when `clients` think for `think` seconds, ask, and wait for an answer that takes `service`: mean value analysis, exact for
 * exponential times. Reiser & Lavenberg, "Mean-Value Analysis of Closed Multichain Queuing Networks", J. ACM 27 (1980).
 */
export function closedThroughput(clients: number, service: number, think: number): number {
  let waiting = 0;
  let throughput = 0;
  for (let n = 1; n <= clients; n++) {
    const response = service * (1 + waiting);
    throughput = n / (response + think);
    waiting = throughput * response;
  }
  return throughput;
}

import { readFileSync } from 'node:fs';

interface Figures {
  readonly kurose: readonly { N: number; cs: number; p2p: number }[];
  readonly homework: readonly { N: number; u_kbps: number; cs: number; p2p: number }[];
  readonly equalRates: readonly { N: number; K: number; min_rounds: number }[];
  readonly ramp: readonly { N: number; K: number; ramp: number }[];
  readonly waits: readonly { rho: number; MM1: number; MD1: number; MM2: number; MM3: number; MM5: number }[];
  readonly block: readonly { K: number; rho: number; p: number }[];
  readonly goodput: readonly { lam: number; K5: number; K20: number; K50: number }[];
  readonly closed: readonly { N: number; X: number }[];
  readonly replicas: readonly { a: number; r: number; avail: number }[];
  readonly star30: readonly { f: number; hub_alive: number; pairs_star: number; pairs_mesh: number }[];
  readonly hubs30: readonly { h: number; f: number; alive: number }[];
  readonly regular: readonly { d: number; fail: number; S: number }[];
  readonly vote: readonly { f: number; k: number; bad: number }[];
  readonly file: readonly { f: number; K: number; p: number }[];
  readonly hash: readonly { f: number; fetches: number }[];
}

/** Published and independently computed values that the formulas must give, rounded to five digits. */
export const FIGURES: Figures = JSON.parse(readFileSync(new URL('figures.json', import.meta.url), 'utf8'));

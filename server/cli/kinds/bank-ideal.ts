import type { Params } from '../../../shared/sim/index.ts';

/** Payments and blocks arrive at once, cost nothing to carry and nobody pays but when asked to. Seconds, bytes. */
export const IDEAL_CHAIN: Params = {
  payments: 0,
  think: 0,
  price: 1,
  coins: 1,
  paymentBytes: 0,
  noteBytes: 0,
  timeout: 1_000_000_000,
  latency: 0,
  serverUp: 0,
  serverDown: 0,
  peerUp: 0,
  peerDown: 0,
  neighbours: 10_000,
  blockInterval: 1,
  blockBytes: 0,
  entryBytes: 0,
};

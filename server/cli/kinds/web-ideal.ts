import type { Params } from '../../../shared/sim/index.ts';

/** Settings of an ideal network: no delay, unlimited links, and nobody gives up or asks twice. */
export const IDEAL_WEB: Params = {
  pages: 1,
  pageBytes: 0,
  quota: 1_000_000_000,
  tabs: 1,
  deadline: 0,
  places: 0,
  peerPlaces: 0,
  retries: 0,
  timeout: 0,
  serverUp: 0,
  serverDown: 0,
  peerUp: 0,
  peerDown: 0,
  latency: 0,
  cache: 0,
  mirrors: 0,
};

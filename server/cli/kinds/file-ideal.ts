import type { Params } from '../../../shared/sim/index.ts';

/** What theory assumes: messages that take no time and no link, every peer a neighbour, one upload at a time, free choice of whom next. */
export const IDEAL_FILE: Params = {
  pieceBytes: 1_000_000,
  downlink: 0,
  latency: 0,
  requestBytes: 0,
  controlBytes: 0,
  places: 0,
  timeout: 0,
  mirrors: 0,
  neighbours: 0,
  slots: 1,
  slotSeconds: 0,
  unchoke: 'neediest',
  haveSeconds: 0,
  nextFiles: 0,
};

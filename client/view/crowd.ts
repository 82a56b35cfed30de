import type { Neighbour, VerbOffer } from '../../shared/services/contract.ts';

/** Neighbours that a small screen shows at once. */
const SHOWN = 5;
/** Letters of a label that fit two buttons in a row. */
const SHORT = 24;

/** The neighbours to show and those behind a tap: what went well or badly first, each group in its order. */
export function crowd(neighbours: readonly Neighbour[]): {
  readonly shown: readonly Neighbour[];
  readonly others: readonly Neighbour[];
} {
  const telling = neighbours.filter(({ mood }) => mood !== 'neutral');
  const plain = neighbours.filter(({ mood }) => mood === 'neutral');
  const all = [...telling, ...plain];
  return { shown: all.slice(0, SHOWN), others: all.slice(SHOWN) };
}

/** Whether these labels fit two in a row. */
export function fitInPairs(offers: readonly VerbOffer[], labelOf: (offer: VerbOffer) => string): boolean {
  return offers.length > 1 && offers.every((offer) => labelOf(offer).length <= SHORT);
}

import type { NodeId } from '../../sim/index.ts';

/**
 * One payment. `id` stands for the coins that it spends: two payments with one id spend the same coins, and only one of them can
 * count. `signed`: by its payer, which everybody can check. `stolen`: a thief signed it with the payer's own key, which nobody can see.
 */
export interface Payment {
  readonly id: number;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly amount: number;
  readonly signed: boolean;
  readonly stolen: boolean;
}

export const IDS_PER_PAYER = 1_000_000;
/** Payments beyond a machine's purchases (thefts, forgeries, junk) have numbers from here on. */
export const FIRST_EXTRA = 500_000;

/** The id of a payer's payment number `number` (1 to 999,999). */
export function paymentId(payer: NodeId, number: number): number {
  return payer * IDS_PER_PAYER + number;
}

/** The id of a payer's `count`-th payment that is no purchase. */
export function extraId(payer: NodeId, count: number): number {
  return paymentId(payer, FIRST_EXTRA + (count % FIRST_EXTRA));
}

/** Whose coins a payment with this id spends. */
export function payerOf(id: number): NodeId {
  return Math.floor(id / IDS_PER_PAYER) as NodeId;
}

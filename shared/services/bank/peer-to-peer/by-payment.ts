import { FIRST_EXTRA, IDS_PER_PAYER } from '../payment.ts';

/**
 * A number for each payment, 0 for those without one. Plain JSON, and dense: every machine looks up every payment that passes, and among
 * hundreds of machines a table of scattered ids is the most expensive thing of all.
 */
export interface ByPayment {
  /** Machines that pay. */
  readonly payers: number;
  /** Of purchases: the first of every payer, then the second of every payer, and so on. */
  readonly purchases: number[];
  /** Of payments that are no purchases, by their ids: few. */
  readonly extras: Record<number, number>;
}

export function noPayments(payers: number): ByPayment {
  return { payers, purchases: [], extras: {} };
}

export function numberOf({ payers, purchases, extras }: ByPayment, id: number): number {
  const number = id % IDS_PER_PAYER;
  if (number >= FIRST_EXTRA) return extras[id] ?? 0;
  return purchases[number * payers + (id - number) / IDS_PER_PAYER] ?? 0;
}

export function setNumber({ payers, purchases, extras }: ByPayment, id: number, value: number): void {
  const number = id % IDS_PER_PAYER;
  if (number >= FIRST_EXTRA) {
    extras[id] = value;
    return;
  }
  const place = number * payers + (id - number) / IDS_PER_PAYER;
  while (purchases.length < place) purchases.push(0);
  purchases[place] = value;
}

/** Ids of the payments that have a number other than 0. */
export function idsOf({ payers, purchases, extras }: ByPayment): readonly number[] {
  const bought = purchases.flatMap((value, place) => {
    const payer = place % payers;
    return value === 0 ? [] : [payer * IDS_PER_PAYER + (place - payer) / payers];
  });
  return [...bought, ...Object.keys(extras).map(Number)].filter(
    (id) => id % IDS_PER_PAYER < FIRST_EXTRA || extras[id] !== 0,
  );
}

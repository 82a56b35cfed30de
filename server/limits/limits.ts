import { type Limit, limitByKey } from './by-key.ts';
import { clientNetwork } from './client-network.ts';

/**
 * A whole school comes from one address: a join wave of 300 in 15 seconds, and all of them coming back at once after an outage, must
 * pass. What one device may do is far less.
 */
export interface Limits {
  /** Reading about a class: by address. Guessing codes takes years at this pace. */
  readonly asking: Limit;
  /** Opening a class: by address. */
  readonly opening: Limit;
  /** Taking a seat: by address and by device. */
  readonly joining: Limit;
  readonly device: Limit;
  /** Opening a live connection: by address and by claim. */
  readonly connecting: Limit;
  readonly claim: Limit;
  /** Wrong codes for seats, and only those: by seat, whoever tries, and by class and address. */
  readonly seatCode: Limit;
  readonly seatCodes: Limit;
  /** Right ones, by seat: to and fro between two devices is a game of its own. */
  readonly seatMoves: Limit;
}

/** Wrong codes for one seat at once, and how many seconds pass until the next. */
export const SEAT_CODE_TRIES = { atOnce: 5, seconds: 30 };

export function newLimits(now: () => number): Limits {
  return {
    asking: limitByKey(900, 60, now),
    opening: limitByKey(40, 0.5, now),
    joining: limitByKey(400, 20, now),
    device: limitByKey(8, 0.5, now),
    connecting: limitByKey(900, 60, now),
    claim: limitByKey(20, 1, now),
    seatCode: limitByKey(SEAT_CODE_TRIES.atOnce, 1 / SEAT_CODE_TRIES.seconds, now),
    seatCodes: limitByKey(20, 0.1, now),
    seatMoves: limitByKey(6, 0.1, now),
  };
}

/** Whom a request comes from, as far as limits go. */
export function addressOf({ ip }: { readonly ip?: string | undefined }): string {
  return clientNetwork(ip ?? '');
}

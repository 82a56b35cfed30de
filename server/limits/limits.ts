import { type Limit, limitByKey } from './by-key.ts';
import { clientNetwork } from './client-network.ts';

/**
 * A whole school comes from one address: a join wave of 300 in 15 seconds, and all of them coming back at once after an outage, must
 * pass. What one device may do is far less. Whoever shows that they know the class has a bucket of their own; the others at an
 * address share theirs.
 */
export interface Limits {
  /** Wrong codes of classes, and only those: by address. */
  readonly wrongCodes: Limit;
  /** Reading about a class, and opening a live connection: by address, those who came by a class's link apart from the others. */
  readonly asking: Limit;
  readonly connecting: Limit;
  /** Both, for a seat or for a device that has one. */
  readonly known: Limit;
  /** Both, for the desks of a class together, and for its boards. */
  readonly screens: Limit;
  /** Opening a class, and wrong passwords for that: by address. */
  readonly opening: Limit;
  readonly passwords: Limit;
  /** Taking a seat: by address and by device. */
  readonly joining: Limit;
  readonly device: Limit;
  /** Wrong codes for seats, and only those: by seat, whoever tries, and by class and address. */
  readonly seatCode: Limit;
  readonly seatCodes: Limit;
  /** Right ones, by seat: to and fro between two devices is a game of its own. */
  readonly seatMoves: Limit;
}

/**
 * Wrong codes of classes at once, and how many seconds pass until the next: a class of typists passes, and whoever tries codes at this
 * pace has to for more than a month until one of a hundred open classes is hit.
 */
export const WRONG_CODES = { atOnce: 100, seconds: 5 };
/** Classes that one address opens at once, and how many seconds pass until the next: all teachers of a school begin an hour together. */
export const OPENING = { atOnce: 30, seconds: 20 };
/** Wrong passwords of teachers at once, and how many seconds pass until the next. */
export const PASSWORDS = { atOnce: 10, seconds: 20 };
/**
 * New seats for one address: four classes that scan a code in the same moment, and from then on twenty a second, so that 300 students have
 * theirs within 15 seconds. Whoever comes by the link of a class shares with those of that class alone.
 */
export const JOINING = { atOnce: 120, perSecond: 20 };
/** Wrong codes for one seat at once, and how many seconds pass until the next. */
export const SEAT_CODE_TRIES = { atOnce: 5, seconds: 30 };

export function newLimits(now: () => number): Limits {
  return {
    wrongCodes: limitByKey(WRONG_CODES.atOnce, 1 / WRONG_CODES.seconds, now),
    asking: limitByKey(900, 60, now),
    connecting: limitByKey(900, 60, now),
    known: limitByKey(20, 1, now),
    screens: limitByKey(120, 20, now),
    opening: limitByKey(OPENING.atOnce, 1 / OPENING.seconds, now),
    passwords: limitByKey(PASSWORDS.atOnce, 1 / PASSWORDS.seconds, now),
    joining: limitByKey(JOINING.atOnce, JOINING.perSecond, now),
    device: limitByKey(8, 0.5, now),
    seatCode: limitByKey(SEAT_CODE_TRIES.atOnce, 1 / SEAT_CODE_TRIES.seconds, now),
    seatCodes: limitByKey(20, 0.1, now),
    seatMoves: limitByKey(6, 0.1, now),
  };
}

/** The key under which a request is limited. */
export function addressOf({ ip }: { readonly ip?: string | undefined }): string {
  return clientNetwork(ip ?? '');
}

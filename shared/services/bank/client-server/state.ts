import type { NodeId, Said } from '../../../sim/index.ts';
import type { Payment } from '../payment.ts';
import type { Purchases } from '../purchases.ts';
import type { Ledger } from './ledger.ts';

export interface ClientState {
  readonly role: 'client';
  readonly purchases: Purchases;
  /** As the bank said last. */
  balance: number;
  /** Payments for which goods were handed over here, by id. */
  readonly sold: Record<number, true>;
  sales: number;
  /** A payment's time ran out with no word from the bank since. */
  bankSilent: boolean;
  /** Thefts, forgeries and conflicting payments made by this machine. */
  extras: number;
  recent: readonly Said[];
}

/** A payment at which the bank looks twice. */
export interface Held {
  readonly payment: Payment;
  readonly since: number;
}

/** The bank. Times in µs. */
export interface ServerState {
  readonly role: 'server';
  /** In memory: null after the disk was lost, until it is restored, and while the bank is down. */
  ledger: Ledger | null;
  /** On another disk. */
  backup: Ledger;
  backedUpAt: number;
  /** Payments since the backup, in order; on the disk if the bank keeps a log, else in memory alone. */
  entries: Payment[];
  diskLost: boolean;
  lostAt: number;
  held: Held[];
  /** Customers of whom nothing is taken until a time. */
  barred: { readonly who: NodeId; readonly until: number }[];
  /** Backing up, restoring and auditing keep every teller until then, and so many of them have yet to notice. */
  busyUntil: number;
  kept: number;
  unaudited: Payment[];
  auditedAt: number;
  corrections: number;
  approved: number;
  refused: number;
  recent: readonly Said[];
}

export type BankState = ClientState | ServerState;

import type { NodeId, Said } from '../../../sim/index.ts';
import { kindFor, node, optional, type SideOf, timer, whole } from '../../kit/index.ts';
import type { Payment } from '../payment.ts';
import { A_PURCHASE, BUYER_TIMERS, type Purchases } from '../purchases.ts';
import type { Settings } from '../settings.ts';
import type { Ledger } from './ledger.ts';

export const SERVER = 0 as NodeId;
/** Customers sit behind the bank. */
export const FIRST_CLIENT = 1;

/** The bank's word to the payer: the payment counts. */
export interface Receipt {
  readonly id: number;
  readonly balance: number;
}

/** The bank's word to the merchant: the money is there. */
export interface Credited {
  readonly payment: Payment;
  readonly balance: number;
}

/** overdraft, spent, not-signed, refused: for good; barred, no-ledger, queue-full: for now. */
const FINAL = ['overdraft', 'spent', 'not-signed', 'refused'] as const;
export type Why = (typeof FINAL)[number] | 'barred' | 'no-ledger' | 'queue-full';

export interface NotPaid {
  readonly id: number;
  readonly why: Why;
}

export function isFinal(why: Why): boolean {
  return FINAL.some((one) => one === why);
}

const kind = kindFor<Settings>();
const note = ({ noteBytes }: Settings): number => noteBytes;
const payment = ({ paymentBytes }: Settings): number => paymentBytes;

/** Goods are no data, so they take no bytes; what the network carries of use are the bank's words. */
export const TABLES = {
  service: 'bank',
  kinds: {
    pay: kind<Payment>('request', 'coin', 'amber', payment),
    receipt: kind<Receipt>('useful', 'disc', 'sky', note),
    credited: kind<Credited>('useful', 'coin', 'sky', note),
    refusal: kind<NotPaid>('control', 'dot', 'vermillion', note),
    /** The id of the payment. */
    goods: kind<number>('useful', 'hexagon', 'yellow', () => 0),
    junk: kind('junk', 'ring', 'vermillion', payment),
  },
  /** `desk` is set with the id of the payment on it. */
  timers: { ...BUYER_TIMERS, desk: timer<number>(), flood: timer(), theft: timer(), forgery: timer() },
  verbs: {
    pay: A_PURCHASE,
    'pay-again': A_PURCHASE,
    accept: A_PURCHASE,
    approve: { payment: whole },
    /** A payment on the desk, or for a while whatever this customer sends. */
    refuse: { payment: optional(whole), whom: optional(node) },
    audit: {},
    'back-up': {},
    restore: {},
  },
} as const;

export interface ClientState {
  readonly purchases: Purchases;
  /** As the bank said last. */
  balance: number;
  /** Payments for which goods were handed over here, by id. */
  readonly sold: Record<number, true>;
  sales: number;
  /** A payment's time ran out with no word from the bank since. */
  serverSilent: boolean;
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

export type ClientSide = SideOf<typeof TABLES, Settings, ClientState>;
export type ServerSide = SideOf<typeof TABLES, Settings, ServerState>;

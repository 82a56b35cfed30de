import type { KindSpec, NodeId } from '../../../sim/index.ts';
import type { KindLook, RoleSpec } from '../../contract.ts';
import type { Payment } from '../payment.ts';

/** Message kinds; the numbers index `KINDS` and `LOOKS`. */
export const Kind = { pay: 0, receipt: 1, credited: 2, refusal: 3, goods: 4, junk: 5 } as const;

/** Goods are no data, so they take no bytes; what the network carries of use are the bank's words. */
export const KINDS: readonly KindSpec[] = [
  { name: 'pay', use: 'request' },
  { name: 'receipt', use: 'useful' },
  { name: 'credited', use: 'useful' },
  { name: 'refusal', use: 'control' },
  { name: 'goods', use: 'useful' },
  { name: 'junk', use: 'junk' },
];

export const LOOKS: readonly KindLook[] = [
  { shape: 'coin', colour: 'amber', name: 'bank.kind.pay' },
  { shape: 'disc', colour: 'sky', name: 'bank.kind.receipt' },
  { shape: 'coin', colour: 'sky', name: 'bank.kind.credited' },
  { shape: 'dot', colour: 'vermillion', name: 'bank.kind.refusal' },
  { shape: 'hexagon', colour: 'yellow', name: 'bank.kind.goods' },
  { shape: 'ring', colour: 'vermillion', name: 'bank.kind.junk' },
];

export const ROLES: readonly RoleSpec[] = [
  { id: 'client', name: 'bank.role.client', brief: 'bank.brief.client' },
  { id: 'server', name: 'bank.role.server', brief: 'bank.brief.server' },
  {
    id: 'cheat',
    name: 'bank.role.cheat',
    brief: 'bank.brief.cheat',
    hiddenTrait: 'double-spender',
  },
];

export const SERVER = 0 as NodeId;

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
export const FINAL = ['overdraft', 'spent', 'not-signed', 'refused'] as const;
export const PASSING = ['barred', 'no-ledger', 'queue-full'] as const;
export type Why = (typeof FINAL)[number] | (typeof PASSING)[number];

export interface NotPaid {
  readonly id: number;
  readonly why: Why;
}

export function isFinal(why: Why): boolean {
  return FINAL.some((one) => one === why);
}

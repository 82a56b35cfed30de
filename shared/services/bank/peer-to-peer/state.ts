import type { NodeId, Said } from '../../../sim/index.ts';
import type { Payment } from '../payment.ts';
import type { Purchases } from '../purchases.ts';
import { type ByPayment, noPayments } from './by-payment.ts';

/** A block never changes, so that machines may share one; `id` 0 is the first block, which everybody has. */
export interface Block {
  readonly id: number;
  readonly parent: number;
  readonly height: number;
  readonly miner: NodeId;
  readonly payments: readonly Payment[];
}

/** One machine's copy of the ledger: every block that it knows, and what follows from the branch that it goes by. */
export interface Chain {
  readonly blocks: Record<number, Block>;
  /** The last block of the branch that this machine goes by, and mines on. */
  tip: Block;
  /** Ends of other branches, at most a few blocks lower than the tip. */
  rivals: number[];
  /** Coins won or lost since the start, by machine; absent = 0. */
  readonly change: Record<number, number>;
  /** Height at which a payment stands. */
  readonly settled: ByPayment;
  /** Blocks whose parent is not here yet. */
  orphans: Block[];
  /** Blocks that break the rules. */
  readonly bad: Record<number, true>;
  /** When a branch as high as mine appeared, µs; -1 = there is none. */
  forkSince: number;
}

/** A payment to this machine. */
export interface Sale {
  readonly id: number;
  readonly from: NodeId;
  readonly amount: number;
  handedOver: boolean;
  /** It stood in the chain once. */
  stood: boolean;
  /** Another payment of the same coins took its place. */
  cheated: boolean;
}

/**
 * Payments that a peer has heard of and will pass on, gathered since the last went out. As in Bitcoin each neighbour gets those of a
 * short while in one message: a message for each payment and link would be nearly all that hundreds of peers do.
 */
export interface Gathered {
  /** Payments, and who told of them. */
  news: { readonly payment: Payment; readonly from: NodeId }[];
  /** When the next may go out, µs. */
  next: number;
}

/** An attack under way. `premine`: one block is mined before the payment goes out; `waiting`: for the goods; `secret`: a branch is mined. */
export interface Attack {
  readonly payment: Payment;
  /** The same coins, back to the attacker. */
  readonly conflict: Payment;
  readonly purchase: number;
  stage: 'premine' | 'waiting' | 'secret';
  /** The last public block under the secret branch. */
  base: number;
  secret: Block[];
}

export interface PeerState {
  readonly purchases: Purchases;
  readonly neighbours: readonly NodeId[];
  readonly chain: Chain;
  /** Payments that stand in no block of the chain, oldest first. */
  pool: Payment[];
  /** 1 for payments heard of: of two that spend the same coins the first one is kept. */
  readonly heard: ByPayment;
  /** Payments to be passed on. */
  gathered: Gathered;
  readonly sales: Record<number, Sale>;
  /** Sales whose goods are still here, oldest first. */
  unsold: number[];
  sold: number;
  /** How many blocks this merchant waits for. */
  confirmations: number;
  include: Include;
  /** Blocks found, and the timer of the next. */
  found: number;
  mineTimer: number;
  attack: Attack | null;
  /** The attacker has said that its branches are to go out at the first moment at which that pays. */
  armed: boolean;
  extras: number;
  recent: readonly Said[];
}

/** Which payments a miner puts into its blocks: the oldest first, those that concern it first, or none. */
export const INCLUDES = ['oldest', 'own', 'none'] as const;
export type Include = (typeof INCLUDES)[number];

export const FIRST_BLOCK: Block = { id: 0, parent: -1, height: 0, miner: 0 as NodeId, payments: [] };

export function newChain(payers: number): Chain {
  return {
    blocks: { 0: FIRST_BLOCK },
    tip: FIRST_BLOCK,
    rivals: [],
    change: {},
    settled: noPayments(payers),
    orphans: [],
    bad: {},
    forkSince: -1,
  };
}

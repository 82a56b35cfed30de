import type { NodeId, Said } from '../../../sim/index.ts';
import { kindFor, oneOf, optional, type SideOf, timer, whole } from '../../kit/index.ts';
import type { Payment } from '../payment.ts';
import { A_PURCHASE, BUYER_TIMERS, type Purchases } from '../purchases.ts';
import type { Settings as BankSettings } from '../settings.ts';
import type { ByPayment } from './by-payment.ts';

/** What all peers of a run know, and who is linked to whom. */
export type Settings = BankSettings & { readonly neighboursOf: readonly (readonly NodeId[])[] };

/** Which payments a miner puts into its blocks: the oldest first, those that concern it first, or none. */
export const INCLUDES = ['oldest', 'own', 'none'] as const;
export type Include = (typeof INCLUDES)[number];

/** A block never changes, so that machines may share one; `id` 0 is the first block, which everybody has. */
export interface Block {
  readonly id: number;
  readonly parent: number;
  readonly height: number;
  readonly miner: NodeId;
  readonly payments: readonly Payment[];
}

/** More blocks than this no merchant waits for. */
export const MOST_CONFIRMATIONS = 12;

const kind = kindFor<Settings>();

/** Goods are no data, so they take no bytes; what the network carries of use are the blocks that make up the ledger. */
export const TABLES = {
  service: 'bank',
  kinds: {
    pay: kind<readonly Payment[]>(
      'request',
      'coin',
      'teal',
      ({ paymentBytes }, payments) => payments.length * paymentBytes,
    ),
    block: kind<Block>(
      'useful',
      'cube',
      'teal',
      ({ blockBytes, entryBytes }, { payments }) => blockBytes + payments.length * entryBytes,
    ),
    /** The latest blocks that I know: send me what follows. */
    'catch-up': kind<readonly number[]>('control', 'dot', 'ink', ({ noteBytes }) => noteBytes),
    /** The id of the payment. */
    goods: kind<number>('useful', 'hexagon', 'yellow', () => 0),
  },
  timers: { ...BUYER_TIMERS, mine: timer(), 'pass-on': timer(), flood: timer(), theft: timer() },
  verbs: {
    broadcast: A_PURCHASE,
    accept: A_PURCHASE,
    'mine-on': { block: whole },
    include: { which: oneOf(...INCLUDES) },
    confirmations: { blocks: whole },
    attack: A_PURCHASE,
    publish: { when: optional(oneOf('ready')) },
    'give-up': {},
  },
} as const;

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

export type PeerSide = SideOf<typeof TABLES, Settings, PeerState>;

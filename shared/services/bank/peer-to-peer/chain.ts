import type { NodeId } from '../../../sim/index.ts';
import type { Settings } from '../settings.ts';
import { noPayments, numberOf, setNumber } from './by-payment.ts';
import type { Block, Chain } from './terms.ts';

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

/** What changed when a machine went over to another branch: blocks that no longer count, and blocks that do now, oldest first. */
export interface Switched {
  readonly undone: readonly Block[];
  readonly done: readonly Block[];
}

export function blockOf(chain: Chain, id: number): Block {
  const block = chain.blocks[id];
  if (block === undefined) throw new RangeError(`block ${id} is not here`);
  return block;
}

/** Coins that a machine has on the branch that this copy goes by. */
export function balanceIn(chain: Chain, node: NodeId, settings: Settings): number {
  return settings.coins + (chain.change[node] ?? 0);
}

/** How many blocks stand on a payment, its own included; 0 = it stands in none. */
export function confirmationsOf(chain: Chain, payment: number): number {
  const height = numberOf(chain.settled, payment);
  return height === 0 ? 0 : chain.tip.height - height + 1;
}

/** The block of my branch at a height. */
export function blockAt(chain: Chain, height: number): Block {
  let block = chain.tip;
  while (block.height > height) block = blockOf(chain, block.parent);
  return block;
}

/**
 * Goes over to the branch that ends in `tip`: takes blocks back to where the branches part and makes those of the other one. When one
 * of them breaks the rules, it and what stands on it are bad, and everything is as it was: undefined.
 */
export function switchTo(chain: Chain, tip: Block, settings: Settings): Switched | undefined {
  const undone: Block[] = [];
  const todo: Block[] = [];
  let mine = chain.tip;
  let theirs = tip;
  while (mine.id !== theirs.id) {
    if (mine.height >= theirs.height) {
      undone.push(mine);
      mine = blockOf(chain, mine.parent);
    } else {
      todo.push(theirs);
      theirs = blockOf(chain, theirs.parent);
    }
  }
  for (const block of undone) undoBlock(chain, block, block.payments.length);
  const done = todo.reverse();
  const broken = done.findIndex((block) => !doBlock(chain, block, settings));
  if (broken < 0) {
    chain.tip = tip;
    return { undone: undone.reverse(), done };
  }
  for (const block of done.slice(0, broken).reverse()) undoBlock(chain, block, block.payments.length);
  for (const block of undone.reverse()) doBlock(chain, block, settings);
  for (const { id } of done.slice(broken)) chain.bad[id] = true;
  return undefined;
}

/** Makes a block's payments, all of them or none. No coins are spent twice; whether they are there is checked if the class checks. */
function doBlock(chain: Chain, { payments, height }: Block, settings: Settings): boolean {
  for (const [made, { id, from, to, amount }] of payments.entries()) {
    const spent = numberOf(chain.settled, id) > 0;
    if (spent || (settings.verify && balanceIn(chain, from, settings) < amount)) {
      undoBlock(chain, { payments }, made);
      return false;
    }
    move(chain, from, to, amount);
    setNumber(chain.settled, id, height);
  }
  return true;
}

/** Takes the first `made` payments of a block back. */
function undoBlock(chain: Chain, { payments }: Pick<Block, 'payments'>, made: number): void {
  for (const { id, from, to, amount } of payments.slice(0, made).reverse()) {
    move(chain, to, from, amount);
    setNumber(chain.settled, id, 0);
  }
}

function move({ change }: Chain, from: NodeId, to: NodeId, amount: number): void {
  change[from] = (change[from] ?? 0) - amount;
  change[to] = (change[to] ?? 0) + amount;
}

import type { Net, NodeId } from '../../../sim/index.ts';
import { paymentId } from '../payment.ts';
import { findPurchase } from '../purchases.ts';
import { remember } from '../said.ts';
import type { Settings } from '../settings.ts';
import { numberOf } from './by-payment.ts';
import { blockOf, type Switched, switchTo } from './chain.ts';
import { handOverSettled, saleFalls, saleStands } from './shop.ts';
import type { Block, Chain, PeerState } from './state.ts';

/** Branches that end this much lower than mine are forgotten. */
const FORGOTTEN_BELOW = 2;

/**
 * A block whose parent is here joins the copy. The longest branch counts; of branches alike the one seen first. False for a block that
 * breaks the rules.
 */
export function addBlock(net: Net, self: NodeId, state: PeerState, block: Block, settings: Settings): boolean {
  const { chain } = state;
  chain.blocks[block.id] = block;
  if (chain.bad[block.parent] === true) chain.bad[block.id] = true;
  else if (block.height > chain.tip.height) adopt(net, self, state, block, settings);
  else besides(net, self, chain, block);
  return chain.bad[block.id] !== true;
}

/** Goes by the branch that ends in this block from now on, if it keeps the rules. */
export function adopt(net: Net, self: NodeId, state: PeerState, block: Block, settings: Settings): boolean {
  const { chain } = state;
  const before = chain.tip;
  const switched = switchTo(chain, block, settings);
  if (switched === undefined) return false;
  const known = chain.rivals.filter((id) => id !== block.parent && id !== block.id);
  if (switched.undone.length > 0) known.push(before.id);
  const lowest = block.height - FORGOTTEN_BELOW;
  chain.rivals = known.length === 0 ? known : known.filter((id) => blockOf(chain, id).height >= lowest);
  if (chain.forkSince >= 0) closeFork(net, self, chain);
  if (switched.undone.length > 0) remember(state, 'reorganised', { n: switched.undone.length, who: block.miner });
  account(net, self, state, switched);
  handOverSettled(net, self, state);
  return true;
}

/** Another branch, not longer than mine. */
function besides(net: Net, self: NodeId, chain: Chain, block: Block): void {
  chain.rivals = [...chain.rivals.filter((id) => id !== block.parent), block.id];
  if (block.height !== chain.tip.height || chain.forkSince >= 0) return;
  chain.forkSince = net.now;
  net.fact('diverged', self, block.miner, block.id);
}

/** The copies part ways while branches are alike in length, and agree once one is longer. */
function closeFork(net: Net, self: NodeId, chain: Chain): void {
  if (chain.rivals.some((id) => blockOf(chain, id).height >= chain.tip.height)) return;
  net.fact('converged', self, chain.tip.miner, chain.tip.id, net.now - chain.forkSince);
  chain.forkSince = -1;
}

/** What the switch means for waiting payments, sales and purchases. */
function account(net: Net, self: NodeId, state: PeerState, { undone, done }: Switched): void {
  const { chain } = state;
  for (const { payments } of undone) {
    for (const payment of payments) {
      if (payment.from === self) markSettled(self, state, payment.id, false);
      saleFalls(net, self, state, payment, undone.length);
      if (numberOf(chain.settled, payment.id) === 0) state.pool.push(payment);
    }
  }
  let paid = 0;
  for (const { payments } of done) {
    for (const payment of payments) {
      paid++;
      if (payment.from === self) markSettled(self, state, payment.id, true);
      saleStands(net, self, state, payment);
    }
  }
  if (paid > 0) takeOut(state);
}

/** Payments that stand in the chain wait no longer. In place: among hundreds of machines the lists are long, and there are many. */
function takeOut({ pool, chain }: PeerState): void {
  let kept = 0;
  for (const payment of pool) {
    if (numberOf(chain.settled, payment.id) === 0) pool[kept++] = payment;
  }
  pool.length = kept;
}

function markSettled(self: NodeId, { purchases }: PeerState, id: number, settled: boolean): void {
  const purchase = findPurchase(purchases, id - paymentId(self, 0));
  if (purchase !== undefined) purchase.settled = settled;
}

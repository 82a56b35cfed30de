import type { Me } from '../../kit/index.ts';
import { purchaseOf } from '../purchases.ts';
import { remember } from '../texts.ts';
import { numberOf } from './by-payment.ts';
import { blockOf, type Switched, switchTo } from './chain.ts';
import { handOverSettled, saleFalls, saleStands } from './merchant.ts';
import type { Block, PeerSide, PeerState } from './terms.ts';

type Peer = Me<PeerSide>;

/** Branches that end this much lower than mine are forgotten. */
const FORGOTTEN_BELOW = 2;

/**
 * A block whose parent is here joins the copy. The longest branch counts; of branches alike the one seen first. False for a block that
 * breaks the rules.
 */
export function addBlock(me: Peer, block: Block): boolean {
  const { chain } = me.state;
  chain.blocks[block.id] = block;
  if (chain.bad[block.parent] === true) chain.bad[block.id] = true;
  else if (block.height > chain.tip.height) adopt(me, block);
  else besides(me, block);
  return chain.bad[block.id] !== true;
}

/** Goes by the branch that ends in this block from now on, if it keeps the rules. */
export function adopt(me: Peer, block: Block): boolean {
  const { chain } = me.state;
  const before = chain.tip;
  const switched = switchTo(chain, block, me.settings);
  if (switched === undefined) return false;
  const known = chain.rivals.filter((id) => id !== block.parent && id !== block.id);
  if (switched.undone.length > 0) known.push(before.id);
  const lowest = block.height - FORGOTTEN_BELOW;
  chain.rivals = known.length === 0 ? known : known.filter((id) => blockOf(chain, id).height >= lowest);
  if (chain.forkSince >= 0) closeFork(me);
  if (switched.undone.length > 0) remember(me.state, 'reorganised', { n: switched.undone.length, who: block.miner });
  account(me, switched);
  handOverSettled(me);
  return true;
}

/** Another branch, not longer than mine. */
function besides(me: Peer, block: Block): void {
  const { chain } = me.state;
  chain.rivals = [...chain.rivals.filter((id) => id !== block.parent), block.id];
  if (block.height !== chain.tip.height || chain.forkSince >= 0) return;
  chain.forkSince = me.now;
  me.fact('diverged', block.miner, block.id);
}

/** The copies part ways while branches are alike in length, and agree once one is longer. */
function closeFork(me: Peer): void {
  const { chain } = me.state;
  if (chain.rivals.some((id) => blockOf(chain, id).height >= chain.tip.height)) return;
  me.fact('converged', chain.tip.miner, chain.tip.id, me.now - chain.forkSince);
  chain.forkSince = -1;
}

/** What the switch means for waiting payments, sales and purchases. */
function account(me: Peer, { undone, done }: Switched): void {
  const { chain, pool } = me.state;
  for (const { payments } of undone) {
    for (const payment of payments) {
      if (payment.from === me.id) markSettled(me, payment.id, false);
      saleFalls(me, payment, undone.length);
      if (numberOf(chain.settled, payment.id) === 0) pool.push(payment);
    }
  }
  let paid = 0;
  for (const { payments } of done) {
    for (const payment of payments) {
      paid++;
      if (payment.from === me.id) markSettled(me, payment.id, true);
      saleStands(me, payment);
    }
  }
  if (paid > 0) takeOut(me.state);
}

/** Payments that stand in the chain wait no longer. In place: among hundreds of machines the lists are long, and there are many. */
function takeOut({ pool, chain }: PeerState): void {
  let kept = 0;
  for (const payment of pool) {
    if (numberOf(chain.settled, payment.id) === 0) pool[kept++] = payment;
  }
  pool.length = kept;
}

function markSettled(me: Peer, payment: number, settled: boolean): void {
  const purchase = purchaseOf(me, payment);
  if (purchase !== undefined) purchase.settled = settled;
}

import type { Refusal } from '../../../sim/index.ts';
import { type Me, notYourRole, type Sight } from '../../kit/index.ts';
import { findPurchase, type Purchase, paymentFor } from '../purchases.ts';
import { no, remember } from '../texts.ts';
import { relayBlock } from './blocks.ts';
import { numberOf } from './by-payment.ts';
import { blockAt, blockOf } from './chain.ts';
import { addBlock } from './ledger.ts';
import { findBlock, newBlock } from './mining.ts';
import type { Attack, Block, PeerSide, PeerState } from './terms.ts';
import { pay, whyNotPay } from './wallet.ts';

type Peer = Me<PeerSide>;
type PeerSight = Sight<PeerSide>;
interface Bought {
  readonly purchase: number;
}

/**
 * The double-spend attack. The attacker buys something and pays in public; in secret it mines a branch from before that payment, whose
 * first block spends the same coins on the attacker itself. Once it has the goods and its branch is strictly longer than the public
 * one, it publishes; with `premine` it pays only when one secret block lies ready, so that catching up with the public branch is
 * enough. It publishes when it says so, or, armed, at the first moment at which that pays. It gives up when it is `patience` blocks
 * behind (never, if that is null). With `attackFrom` goods, the secret branch is begun only when the goods are there, as many blocks
 * behind as the merchant waited for.
 */
export const attack = {
  whyNot(me: PeerSight, bought: Bought): Refusal | undefined {
    const why = whyNotPay(me, bought);
    if (why !== undefined) return why;
    if (!me.hasTrait('double-spender')) return notYourRole;
    return me.state.attack === null ? undefined : no('attacks-already');
  },
  do(me: Peer, { purchase: number }: Bought): void {
    const purchase = findPurchase(me.state.purchases, number);
    if (purchase === undefined) return;
    const payment = paymentFor(me.id, purchase);
    const late = me.settings.attackFrom === 'goods';
    const stage = late ? 'waiting' : me.settings.premine ? 'premine' : 'secret';
    const base = me.state.chain.tip.id;
    const conflict = { ...payment, to: me.id };
    me.state.attack = { payment, conflict, purchase: number, stage, base, secret: [] };
    if (stage !== 'premine') pay(me, purchase);
  },
};

/** The secret branch goes out now, or by itself once that pays. */
export const publish = {
  whyNot(me: PeerSight, { when }: { readonly when: 'ready' | null }): Refusal | undefined {
    if (when === null) return whyNotPublish(me.state);
    if (!me.hasTrait('double-spender')) return notYourRole;
    return me.state.armed ? no('already-so') : undefined;
  },
  do(me: Peer, { when }: { readonly when: 'ready' | null }): void {
    if (when === null) return publishNow(me);
    me.state.armed = true;
    publishArmed(me);
  },
};

/** The secret branch is thrown away: the payment stands, and the merchant has been paid. */
export const giveUp = {
  whyNot: ({ state }: PeerSight): Refusal | undefined => (state.attack === null ? no('no-attack') : undefined),
  do(me: Peer): void {
    const { attack: lost } = me.state;
    if (lost === null) return;
    me.state.attack = null;
    const { id, to, amount } = lost.payment;
    me.fact('fraud-rejected', to, id, amount);
    remember(me.state, 'gave-up', { n: lost.secret.length });
  },
};

/** The attacker's machine has found a block: on its secret branch, or on the public one while it waits. */
export function attackerFinds(me: Peer): void {
  const { state } = me;
  const { attack: mine } = state;
  if (mine === null || mine.stage === 'waiting') return findBlock(me);
  if (mine.stage === 'premine') mine.base = state.chain.tip.id;
  const payments = mine.secret.length === 0 ? [mine.conflict] : [];
  mine.secret.push(newBlock(me, secretTip(state, mine), payments));
  if (mine.stage !== 'premine') return publishArmed(me);
  mine.stage = 'secret';
  const purchase = findPurchase(state.purchases, mine.purchase);
  if (purchase !== undefined) pay(me, purchase);
}

/** The goods are at the door: an attack that waited for them begins before the payment's block. */
export function goodsForAttacker(me: Peer, purchase: Purchase): void {
  const { attack: mine, chain } = me.state;
  if (mine === null || mine.purchase !== purchase.number) return;
  if (mine.stage !== 'waiting') return publishArmed(me);
  mine.stage = 'secret';
  const height = numberOf(chain.settled, mine.payment.id) || chain.tip.height + 1;
  mine.base = blockAt(chain, height - 1).id;
}

/** Blocks that the secret branch is longer than the public one; below 0 it is behind. */
export function leadOf(state: PeerState, mine: Attack): number {
  return secretTip(state, mine).height - state.chain.tip.height;
}

/** Is the attacker so far behind that it gives up? */
export function isHopeless({ state, settings: { patience } }: PeerSight): boolean {
  const { attack: mine } = state;
  return patience !== null && mine?.stage === 'secret' && -leadOf(state, mine) >= patience;
}

/** Why the secret branch can't be published with profit now, or nothing. */
export function whyNotPublish(state: PeerState): Refusal | undefined {
  const { attack: mine } = state;
  if (mine === null) return no('no-attack');
  if (!hasGoods(state, mine)) return no('goods-first');
  return leadOf(state, mine) > 0 ? undefined : no('not-longer', { n: 1 - leadOf(state, mine) });
}

function publishNow(me: Peer): void {
  const { attack: mine } = me.state;
  if (mine === null) return;
  me.state.attack = null;
  for (const block of mine.secret) {
    addBlock(me, block);
    relayBlock(me, block);
  }
  remember(me.state, 'published', { n: mine.secret.length });
}

function publishArmed(me: Peer): void {
  if (me.state.armed && whyNotPublish(me.state) === undefined) publishNow(me);
}

function secretTip({ chain }: PeerState, { secret, base }: Attack): Block {
  return secret.at(-1) ?? blockOf(chain, base);
}

function hasGoods({ purchases }: PeerState, { purchase, stage }: Attack): boolean {
  if (stage !== 'secret') return false;
  const bought = findPurchase(purchases, purchase);
  return bought === undefined || bought.stage === 'here';
}

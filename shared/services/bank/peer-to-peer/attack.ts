import type { Net, NodeId, Refusal } from '../../../sim/index.ts';
import { findPurchase, type Purchase, paymentFor } from '../purchases.ts';
import { refusal, remember } from '../said.ts';
import type { Settings } from '../settings.ts';
import { numberOf } from './by-payment.ts';
import { blockAt, blockOf } from './chain.ts';
import { relayBlock } from './gossip.ts';
import { addBlock } from './ledger.ts';
import { findBlock, newBlock } from './mining.ts';
import type { Attack, Block, PeerState } from './state.ts';

/**
 * The double-spend attack. The attacker buys something and pays in public; in secret it mines a branch from before that payment, whose
 * first block spends the same coins on the attacker itself. Once it has the goods and its branch is strictly longer than the public
 * one, it publishes; with `premine` it pays only when one secret block lies ready, so that catching up with the public branch is
 * enough. It publishes when it says so, or, armed, at the first moment at which that pays. It gives up when it is `patience` blocks behind (never, if that is null). With `attackFrom` goods, the secret branch is
 * begun only when the goods are there, as many blocks behind as the merchant waited for.
 */
export function beginAttack(
  net: Net,
  self: NodeId,
  state: PeerState,
  purchase: Purchase,
  settings: Settings,
  pay: (purchase: Purchase) => void,
): Refusal | undefined {
  if (!net.hasTrait(self, 'double-spender')) return refusal('not-your-verb');
  if (state.attack !== null) return refusal('attacks-already');
  const payment = paymentFor(self, purchase);
  const late = settings.attackFrom === 'goods';
  const stage = late ? 'waiting' : settings.premine ? 'premine' : 'secret';
  const base = state.chain.tip.id;
  const conflict = { ...payment, to: self };
  state.attack = { payment, conflict, purchase: purchase.number, stage, base, secret: [] };
  if (stage !== 'premine') pay(purchase);
  return undefined;
}

/** The attacker's machine has found a block: on its secret branch, or on the public one while it waits. */
export function attackerFinds(
  net: Net,
  self: NodeId,
  state: PeerState,
  settings: Settings,
  pay: (purchase: Purchase) => void,
): void {
  const { attack } = state;
  if (attack === null || attack.stage === 'waiting') return findBlock(net, self, state, settings);
  if (attack.stage === 'premine') attack.base = state.chain.tip.id;
  const payments = attack.secret.length === 0 ? [attack.conflict] : [];
  attack.secret.push(newBlock(net, self, state, secretTip(state, attack), payments));
  if (attack.stage !== 'premine') return publishArmed(net, self, state, settings);
  attack.stage = 'secret';
  const purchase = findPurchase(state.purchases, attack.purchase);
  if (purchase !== undefined) pay(purchase);
}

/** The goods are at the door: an attack that waited for them begins before the payment's block. */
export function goodsForAttacker(
  net: Net,
  self: NodeId,
  state: PeerState,
  purchase: Purchase,
  settings: Settings,
): void {
  const { attack, chain } = state;
  if (attack === null || attack.purchase !== purchase.number) return;
  if (attack.stage !== 'waiting') return publishArmed(net, self, state, settings);
  attack.stage = 'secret';
  const height = numberOf(chain.settled, attack.payment.id) || chain.tip.height + 1;
  attack.base = blockAt(chain, height - 1).id;
}

/** Blocks that the secret branch is longer than the public one; below 0 it is behind. */
export function leadOf(state: PeerState, attack: Attack): number {
  return secretTip(state, attack).height - state.chain.tip.height;
}

/** Why the secret branch can't be published with profit now, or nothing. */
export function whyNotPublish(state: PeerState): Refusal | undefined {
  const { attack } = state;
  if (attack === null) return refusal('no-attack');
  if (!hasGoods(state, attack)) return refusal('goods-first');
  return leadOf(state, attack) > 0 ? undefined : refusal('not-longer', { n: 1 - leadOf(state, attack) });
}

export function publish(net: Net, self: NodeId, state: PeerState, settings: Settings): Refusal | undefined {
  const no = whyNotPublish(state);
  const { attack } = state;
  if (no !== undefined || attack === null) return no;
  state.attack = null;
  for (const block of attack.secret) {
    addBlock(net, self, state, block, settings);
    relayBlock(net, self, state, block, settings);
  }
  remember(state, 'published', { n: attack.secret.length });
  return undefined;
}

/** From now on nobody need watch for the moment: the machine publishes when the goods are there and its branch is longer. */
export function arm(net: Net, self: NodeId, state: PeerState, settings: Settings): Refusal | undefined {
  if (!net.hasTrait(self, 'double-spender')) return refusal('not-your-verb');
  if (state.armed) return refusal('already-so');
  state.armed = true;
  publishArmed(net, self, state, settings);
  return undefined;
}

function publishArmed(net: Net, self: NodeId, state: PeerState, settings: Settings): void {
  if (state.armed) publish(net, self, state, settings);
}

/** The secret branch is thrown away: the payment stands, and the merchant has been paid. */
export function giveUp(net: Net, self: NodeId, state: PeerState): Refusal | undefined {
  const { attack } = state;
  if (attack === null) return refusal('no-attack');
  state.attack = null;
  const { id, to, amount } = attack.payment;
  net.fact('fraud-rejected', self, to, id, amount);
  remember(state, 'gave-up', { n: attack.secret.length });
  return undefined;
}

/** Is the attacker so far behind that it gives up? */
export function isHopeless(state: PeerState, { patience }: Settings): boolean {
  const { attack } = state;
  return patience !== null && attack?.stage === 'secret' && -leadOf(state, attack) >= patience;
}

function secretTip({ chain }: PeerState, { secret, base }: Attack): Block {
  return secret.at(-1) ?? blockOf(chain, base);
}

function hasGoods({ purchases }: PeerState, { purchase, stage }: Attack): boolean {
  if (stage !== 'secret') return false;
  const bought = findPurchase(purchases, purchase);
  return bought === undefined || bought.stage === 'here';
}

import { micros, type NodeId, type TimerId } from '../../../sim/index.ts';
import type { Me } from '../../kit/index.ts';
import { extraId, type Payment } from '../payment.ts';
import { relayBlock } from './blocks.ts';
import { balanceIn } from './chain.ts';
import { addBlock } from './ledger.ts';
import type { Block, PeerSide } from './terms.ts';

type Peer = Me<PeerSide>;

/**
 * Starts the search for the next block. Proof of work has no memory: the time to a block is exponential with the machine's share of
 * all mining, and the same after every change of the tip, so that one timer runs through whatever is mined on.
 */
export function mineOn(me: Peer): void {
  const share = shareOf(me);
  if (share === 0) return;
  const wait = me.random('mine').exponential(me.settings.blockInterval / share);
  me.state.mineTimer = me.after.mine(micros(wait));
}

/** The machine's power has changed: the search begins anew. */
export function mineAnew(me: Peer): void {
  if (me.state.mineTimer > 0) me.stop(me.state.mineTimer as TimerId);
  me.state.mineTimer = 0;
  mineOn(me);
}

/** A block has been found on the branch that this machine goes by. */
export function findBlock(me: Peer): void {
  const chosen = choosePayments(me);
  const forged = me.hasTrait('poisoner') ? forge(me) : [];
  const block = newBlock(me, me.state.chain.tip, [...chosen, ...forged]);
  for (const { from, id } of chosen) me.fact('decided', from, id, 1);
  // The news of the block leaves before the goods for which it is the last confirmation.
  relayBlock(me, block);
  addBlock(me, block);
}

/** A block on `parent`, found here and now. */
export function newBlock(me: Peer, parent: Block, payments: readonly Payment[]): Block {
  me.state.found++;
  const id = me.state.found * me.size + me.id;
  me.fact('block-found', parent.miner, id, parent.id);
  return { id, parent: parent.id, height: parent.height + 1, miner: me.id, payments };
}

/** A double spender has so much power that it is `attackPower` of all together; what the others have stays. */
function shareOf(me: Peer): number {
  const { power, attackPower } = me.settings;
  const total = power.length === 0 ? me.people : power.reduce((sum, part) => sum + part, 0);
  const own = power.length === 0 ? 1 : (power[me.id] ?? 0);
  if (total === 0) return 0;
  if (!me.hasTrait('double-spender')) return own / total;
  return ((total - own) / total) * (attackPower / (1 - attackPower));
}

/** Payments that can be made one after the other, in the miner's order, as many as a block holds. */
function choosePayments({ id: self, state, settings }: Peer): Payment[] {
  const { chain, pool, include } = state;
  if (include === 'none' || pool.length === 0) return [];
  const concernsMe = ({ from, to }: Payment): boolean => from === self || to === self;
  const order = include === 'own' ? [...pool.filter(concernsMe), ...pool.filter((one) => !concernsMe(one))] : pool;
  const left = new Map<NodeId, number>();
  const chosen: Payment[] = [];
  for (const payment of order) {
    if (chosen.length === settings.blockPayments) break;
    const { from, to, amount } = payment;
    const has = left.get(from) ?? balanceIn(chain, from, settings);
    if (has < amount) continue;
    left.set(from, has - amount);
    left.set(to, (left.get(to) ?? balanceIn(chain, to, settings)) + amount);
    chosen.push(payment);
  }
  return chosen;
}

/** A payment in another's name, which nobody signed. */
function forge(me: Peer): Payment[] {
  const others = me.people - 1;
  if (others < 1) return [];
  const drawn = me.random('mischief').below(others);
  const victim = (drawn >= me.id ? drawn + 1 : drawn) as NodeId;
  me.state.extras++;
  const id = extraId(victim, me.id * 1000 + me.state.extras);
  return [{ id, from: victim, to: me.id, amount: me.settings.price, signed: false, stolen: false }];
}

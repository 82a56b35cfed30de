import { micros, type Net, type NodeId } from '../../../sim/index.ts';
import { extraId, type Payment } from '../payment.ts';
import type { Settings } from '../settings.ts';
import { balanceIn } from './chain.ts';
import { relayBlock } from './gossip.ts';
import { addBlock } from './ledger.ts';
import type { Block, PeerState } from './state.ts';

export const MINE_TIMER = 10;

/**
 * Starts the search for the next block. Proof of work has no memory: the time to a block is exponential with the machine's share of
 * all mining, and the same after every change of the tip, so that one timer runs through whatever is mined on.
 */
export function mineOn(net: Net, self: NodeId, state: PeerState, settings: Settings): void {
  const share = shareOf(net, self, settings);
  if (share === 0) return;
  const wait = net.random('mine', self).exponential(settings.blockInterval / share);
  state.mineTimer = net.after(self, micros(wait), MINE_TIMER);
}

/** The machine's power has changed: the search begins anew. */
export function mineAnew(net: Net, self: NodeId, state: PeerState, settings: Settings): void {
  if (state.mineTimer > 0) net.cancelTimer(state.mineTimer as Parameters<Net['cancelTimer']>[0]);
  state.mineTimer = 0;
  mineOn(net, self, state, settings);
}

/** A block has been found on the branch that this machine goes by. */
export function findBlock(net: Net, self: NodeId, state: PeerState, settings: Settings): void {
  const chosen = choosePayments(self, state, settings);
  const forged = net.hasTrait(self, 'poisoner') ? forge(net, self, state, settings) : [];
  const block = newBlock(net, self, state, state.chain.tip, [...chosen, ...forged]);
  for (const { from, id } of chosen) net.fact('decided', self, from, id, 1);
  // The news of the block leaves before the goods for which it is the last confirmation.
  relayBlock(net, self, state, block, settings);
  addBlock(net, self, state, block, settings);
}

/** A block on `parent`, found here and now. */
export function newBlock(net: Net, self: NodeId, state: PeerState, parent: Block, payments: readonly Payment[]): Block {
  state.found++;
  const id = state.found * net.size + self;
  net.fact('block-found', self, parent.miner, id, parent.id);
  return { id, parent: parent.id, height: parent.height + 1, miner: self, payments };
}

/** A double spender has so much power that it is `attackPower` of all together; what the others have stays. */
function shareOf(net: Net, self: NodeId, { power, attackPower }: Settings): number {
  const total = power.length === 0 ? net.plan.nodes : power.reduce((sum, part) => sum + part, 0);
  const own = power.length === 0 ? 1 : (power[self] ?? 0);
  if (total === 0) return 0;
  if (!net.hasTrait(self, 'double-spender')) return own / total;
  return ((total - own) / total) * (attackPower / (1 - attackPower));
}

/** Payments that can be made one after the other, in the miner's order, as many as a block holds. */
function choosePayments(self: NodeId, state: PeerState, settings: Settings): Payment[] {
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
function forge(net: Net, self: NodeId, state: PeerState, settings: Settings): Payment[] {
  const others = net.plan.nodes - 1;
  if (others < 1) return [];
  const drawn = net.random('mischief', self).below(others);
  const victim = (drawn >= self ? drawn + 1 : drawn) as NodeId;
  state.extras++;
  const id = extraId(victim, self * 1000 + state.extras);
  return [{ id, from: victim, to: self, amount: settings.price, signed: false, stolen: false }];
}

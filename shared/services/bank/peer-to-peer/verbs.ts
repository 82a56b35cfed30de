import { type Action, micros, type Net, type NodeId, type Refusal } from '../../../sim/index.ts';
import { acceptGoods, findPurchase, markPaid, type Purchase, paymentFor } from '../purchases.ts';
import { refusal, remember } from '../said.ts';
import type { Settings } from '../settings.ts';
import { arm, beginAttack, giveUp, isHopeless, publish } from './attack.ts';
import { balanceIn } from './chain.ts';
import { broadcast, hear } from './gossip.ts';
import { adopt } from './ledger.ts';
import { handOverSettled } from './shop.ts';
import { INCLUDES, type PeerState } from './state.ts';

export const PEER_VERBS = [
  'broadcast',
  'accept',
  'mine-on',
  'include',
  'confirmations',
  'attack',
  'publish',
  'give-up',
] as const;

/** More blocks than this no merchant waits for. */
export const MOST_CONFIRMATIONS = 12;
/** A payment without goods is told to its merchant again when so many blocks more than needed could have been found. */
const SPARE_BLOCKS = 3;

export function peerAction(
  net: Net,
  self: NodeId,
  state: PeerState,
  action: Action,
  settings: Settings,
): Refusal | undefined {
  switch (action.type) {
    case 'broadcast':
    case 'attack':
      return buy(net, self, state, action, settings);
    case 'accept': {
      const purchase = findPurchase(state.purchases, action.purchase);
      if (purchase === undefined) return refusal('no-such-purchase');
      if (purchase.stage !== 'here') return refusal('no-goods');
      acceptGoods(net, self, state.purchases, purchase, settings);
      return undefined;
    }
    case 'mine-on':
      return mineOnBranch(net, self, state, Number(action.block), settings);
    case 'include':
      return include(state, action.which);
    case 'confirmations':
      return waitFor(net, self, state, action.blocks);
    case 'publish':
      return action.when === 'ready' ? arm(net, self, state, settings) : publish(net, self, state, settings);
    case 'give-up':
      return giveUp(net, self, state);
    default:
      return refusal('not-your-verb');
  }
}

/** What the autopilot does: it attacks if that is its part, takes goods in, and pays what it can afford. */
export function peerAutopilot(net: Net, self: NodeId, state: PeerState, settings: Settings): Action | undefined {
  const { purchases, attack } = state;
  if (attack !== null && !state.armed) return { type: 'publish', when: 'ready' };
  const here = purchases.open.find(({ stage }) => stage === 'here');
  if (here !== undefined) return { type: 'accept', purchase: here.number };
  if (isHopeless(state, settings)) return { type: 'give-up' };
  const funds = fundsOf(self, state, settings);
  const wanted = purchases.open.find(
    ({ stage, amount, number }) => stage === 'wanted' && amount <= funds && number !== attack?.purchase,
  );
  if (wanted === undefined) return undefined;
  const attacks = attack === null && net.hasTrait(self, 'double-spender');
  return { type: attacks ? 'attack' : 'broadcast', purchase: wanted.number };
}

/** Coins that are there and not promised yet. */
export function fundsOf(self: NodeId, { chain, purchases }: PeerState, settings: Settings): number {
  const promised = purchases.open.reduce(
    (sum, { stage, settled, amount }) => (stage === 'paid' && !settled ? sum + amount : sum),
    0,
  );
  return balanceIn(chain, self, settings) - promised;
}

/** The payment goes out, the first time to all neighbours. */
export function pay(net: Net, self: NodeId, state: PeerState, purchase: Purchase, settings: Settings): void {
  const blocks = state.confirmations + SPARE_BLOCKS;
  markPaid(net, self, purchase, micros(settings.timeout + blocks * settings.blockInterval));
  const payment = paymentFor(self, purchase);
  hear(net, self, state, payment);
  broadcast(net, self, state, payment, settings);
}

/** Why a purchase can't be paid now, or nothing. */
export function whyNotPay(self: NodeId, state: PeerState, purchase: Purchase, settings: Settings): Refusal | undefined {
  if (purchase.stage !== 'wanted' || state.attack?.purchase === purchase.number) return refusal('paid-already');
  const balance = fundsOf(self, state, settings);
  return purchase.amount > balance ? refusal('overdraft', { balance }) : undefined;
}

function buy(net: Net, self: NodeId, state: PeerState, action: Action, settings: Settings): Refusal | undefined {
  const purchase = findPurchase(state.purchases, action.purchase);
  if (purchase === undefined) return refusal('no-such-purchase');
  const no = whyNotPay(self, state, purchase, settings);
  if (no !== undefined) return no;
  const send = (bought: Purchase): void => pay(net, self, state, bought, settings);
  if (action.type === 'attack') return beginAttack(net, self, state, purchase, settings, send);
  send(purchase);
  return undefined;
}

/** Goes by another branch that is about as long as mine, until a longer one comes. */
function mineOnBranch(net: Net, self: NodeId, state: PeerState, id: number, settings: Settings): Refusal | undefined {
  const { chain } = state;
  if (chain.tip.id === id) return refusal('already-so');
  const block = chain.rivals.includes(id) ? chain.blocks[id] : undefined;
  if (block === undefined || chain.bad[id] === true) return refusal('no-such-branch');
  if (!adopt(net, self, state, block, settings)) return refusal('bad-branch');
  remember(state, 'branch', { who: block.miner });
  return undefined;
}

function include(state: PeerState, which: unknown): Refusal | undefined {
  const chosen = INCLUDES.find((one) => one === which);
  if (chosen === undefined) return refusal('no-such-order');
  if (chosen === state.include) return refusal('already-so');
  state.include = chosen;
  return undefined;
}

function waitFor(net: Net, self: NodeId, state: PeerState, blocks: unknown): Refusal | undefined {
  const fits = typeof blocks === 'number' && Number.isInteger(blocks) && blocks >= 0 && blocks <= MOST_CONFIRMATIONS;
  if (!fits) return refusal('no-such-number', { most: MOST_CONFIRMATIONS });
  if (blocks === state.confirmations) return refusal('already-so');
  state.confirmations = blocks;
  handOverSettled(net, self, state);
  return undefined;
}

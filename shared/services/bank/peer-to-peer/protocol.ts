import {
  type Json,
  type Message,
  micros,
  type Net,
  type NodeId,
  type NodeSpec,
  type Plan,
  type Protocol,
  Randomness,
} from '../../../sim/index.ts';
import { randomNeighbours } from '../../kit/graph.ts';
import { paymentId } from '../payment.ts';
import { dueAgain, goodsCame, makeWish, markPaid, newPurchases, paymentFor, planWish, Timer } from '../purchases.ts';
import { remember } from '../said.ts';
import { readSettings, type Settings } from '../settings.ts';
import { attackerFinds, goodsForAttacker } from './attack.ts';
import { noPayments } from './by-payment.ts';
import { askSome, blockCame, helpCatchUp, paymentsCame } from './gossip.ts';
import { findBlock, MINE_TIMER, mineAnew, mineOn } from './mining.ts';
import { mischiefTimer, takeUp } from './mischief.ts';
import { nothingGathered, PASS_ON_TIMER, passOnGathered, tell } from './pass-on.ts';
import { newChain, type PeerState } from './state.ts';
import { PEER_VERBS, pay, peerAction, peerAutopilot } from './verbs.ts';
import { KINDS, Kind } from './wire.ts';

/**
 * A blockchain without a bank: payments and blocks go from neighbour to neighbour, miners find blocks at random times, the longest
 * branch counts, and a merchant hands goods over when enough blocks stand on its payment.
 */
export function peerToPeer(plan: Plan): Protocol<PeerState> {
  const settings = readSettings(plan.params);
  const graph = randomNeighbours(plan.nodes, settings.neighbours, new Randomness(plan.seed).stream('neighbours', -1));
  return {
    nodes: layOut(plan, settings),
    kinds: KINDS,
    verbs: PEER_VERBS,
    init: (_net, self) => newPeer(graph[self] as NodeId[], plan.nodes, settings),
    start: (net, self, state) => {
      planWish(net, self, state.purchases, settings);
      mineOn(net, self, state, settings);
    },
    message: (net, self, state, message) => onMessage(net, self, state, message, settings),
    timer: (net, self, state, timer, arg) => onTimer(net, self, state, timer, arg, settings),
    action: (net, self, state, action) => peerAction(net, self, state, action, settings),
    autopilot: (net, self, state) => peerAutopilot(net, self, state, settings),
    up: (net, self, state) => comeBack(net, self, state, settings),
    trait: (net, self, state, trait, on) => traitChanged(net, self, state, trait, on, settings),
  };
}

function layOut(plan: Plan, settings: Settings): NodeSpec[] {
  const { peerUp: up, peerDown: down } = settings;
  const latency = micros(settings.latency / 2);
  return Array.from({ length: plan.nodes }, () => ({ role: 'peer', up, down, latency, workers: 1, places: null }));
}

function newPeer(neighbours: readonly NodeId[], payers: number, { confirmations }: Settings): PeerState {
  return {
    purchases: newPurchases(),
    neighbours,
    chain: newChain(payers),
    pool: [],
    heard: noPayments(payers),
    gathered: nothingGathered(),
    sales: {},
    unsold: [],
    sold: 0,
    confirmations,
    include: 'oldest',
    found: 0,
    mineTimer: 0,
    attack: null,
    armed: false,
    extras: 0,
    recent: [],
  };
}

function onMessage(net: Net, self: NodeId, state: PeerState, message: Message, settings: Settings): void {
  switch (message.kind) {
    case Kind.pay:
      return paymentsCame(net, self, state, message, settings);
    case Kind.block:
      return blockCame(net, self, state, message, settings);
    case Kind.catchUp:
      return helpCatchUp(net, self, state, message, settings);
    case Kind.goods: {
      const purchase = goodsCame(state.purchases, Number(message.body) - paymentId(self, 0));
      if (purchase === undefined) return;
      goodsForAttacker(net, self, state, purchase, settings);
      return remember(state, 'goods', { who: message.from });
    }
    default:
      throw new Error(`a peer got message kind ${message.kind}`);
  }
}

function onTimer(net: Net, self: NodeId, state: PeerState, timer: number, arg: Json, settings: Settings): void {
  switch (timer) {
    case Timer.wish:
      makeWish(net, self, state.purchases, settings, { first: 0, last: net.plan.nodes - 1 });
      return planWish(net, self, state.purchases, settings);
    case Timer.again:
      return askForGoods(net, self, state, arg, settings);
    case MINE_TIMER:
      mineOn(net, self, state, settings);
      if (net.hasTrait(self, 'free-rider')) return;
      if (state.attack === null) return findBlock(net, self, state, settings);
      return attackerFinds(net, self, state, settings, (purchase) => pay(net, self, state, purchase, settings));
    case PASS_ON_TIMER:
      return passOnGathered(net, self, state, settings);
    default:
      return mischiefTimer(net, self, state, timer, settings);
  }
}

/** No goods in time: the merchant itself is told of the payment, which may not have reached it, or its goods were lost. */
function askForGoods(net: Net, self: NodeId, state: PeerState, arg: Json, settings: Settings): void {
  const purchase = dueAgain(state.purchases, arg);
  if (purchase === undefined) return;
  markPaid(net, self, purchase, micros(settings.timeout + settings.blockInterval));
  remember(state, 'no-goods', { whom: purchase.shop });
  tell(net, self, purchase.shop, [paymentFor(self, purchase)], settings.paymentBytes);
}

/** The disk is as it was, the timers are gone: wishes, mining and payments under way begin again. */
function comeBack(net: Net, self: NodeId, state: PeerState, settings: Settings): void {
  state.gathered = nothingGathered();
  planWish(net, self, state.purchases, settings);
  mineOn(net, self, state, settings);
  for (const purchase of state.purchases.open) {
    if (purchase.stage === 'paid') markPaid(net, self, purchase, settings.timeout);
  }
  askSome(net, self, state, settings);
  takeUp(net, self);
}

function traitChanged(net: Net, self: NodeId, state: PeerState, trait: string, on: boolean, settings: Settings): void {
  if (trait === 'disk-lost' && on) loseDisk(net, self, state, settings);
  if (!net.isUp(self)) return;
  if (trait === 'double-spender') mineAnew(net, self, state, settings);
  if (on) takeUp(net, self, trait);
}

/** The copy of the ledger and the merchant's books are gone; the neighbours have them all. */
function loseDisk(net: Net, self: NodeId, state: PeerState, settings: Settings): void {
  const { nodes } = net.plan;
  const books = { chain: newChain(nodes), pool: [], heard: noPayments(nodes), sales: {}, unsold: [], attack: null };
  Object.assign(state, books);
  remember(state, 'disk-lost');
  if (net.isUp(self)) askSome(net, self, state, settings);
}

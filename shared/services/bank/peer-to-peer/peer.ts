import { type Action, micros, type Refusal } from '../../../sim/index.ts';
import type { Me, Role, Sight } from '../../kit/index.ts';
import {
  type Again,
  accept,
  dueAgain,
  findPurchase,
  goodsCame,
  makeWish,
  markPaid,
  newPurchases,
  paymentFor,
  planWish,
  progressOf,
} from '../purchases.ts';
import { no, remember } from '../texts.ts';
import { habits, takeUp } from './adversary.ts';
import { attack, attackerFinds, giveUp, goodsForAttacker, isHopeless, publish } from './attack.ts';
import { askSome, blockCame, helpCatchUp } from './blocks.ts';
import { noPayments } from './by-payment.ts';
import { newChain } from './chain.ts';
import { paymentsCame } from './gossip.ts';
import { adopt } from './ledger.ts';
import { handOverSettled } from './merchant.ts';
import { findBlock, mineAnew, mineOn } from './mining.ts';
import { nothingGathered, passOnGathered } from './pass-on.ts';
import { peerView } from './peer-view.ts';
import { MOST_CONFIRMATIONS, type PeerSide } from './terms.ts';
import { fundsOf, pay, whyNotPay } from './wallet.ts';

type Peer = Me<PeerSide>;

/** Buys, sells and mines; keeps a copy of the ledger. */
export const peer: Role<PeerSide> = {
  init: ({ id, people, settings }) => ({
    purchases: newPurchases(),
    neighbours: settings.neighboursOf[id] ?? [],
    chain: newChain(people),
    pool: [],
    heard: noPayments(people),
    gathered: nothingGathered(),
    sales: {},
    unsold: [],
    sold: 0,
    confirmations: settings.confirmations,
    include: 'oldest',
    found: 0,
    mineTimer: 0,
    attack: null,
    armed: false,
    extras: 0,
    recent: [],
  }),
  start(me) {
    planWish(me);
    mineOn(me);
  },
  up: comeBack,
  trait(me, trait, on) {
    if (trait === 'disk-lost' && on) loseDisk(me);
    if (!me.isUp) return;
    if (trait === 'double-spender') mineAnew(me);
    if (on) takeUp(me, trait);
  },
  on: {
    pay: paymentsCame,
    block: blockCame,
    'catch-up': helpCatchUp,
    goods(me, from, payment) {
      const purchase = goodsCame(me, payment);
      if (purchase === undefined) return;
      goodsForAttacker(me, purchase);
      remember(me.state, 'goods', { who: from });
    },
  },
  timers: {
    wish(me) {
      makeWish(me, 0);
      planWish(me);
    },
    again: askForGoods,
    mine(me) {
      mineOn(me);
      if (me.hasTrait('free-rider')) return;
      if (me.state.attack === null) findBlock(me);
      else attackerFinds(me);
    },
    'pass-on': passOnGathered,
    ...habits,
  },
  actions: {
    broadcast: {
      whyNot: whyNotPay,
      do(me, { purchase: number }) {
        const purchase = findPurchase(me.state.purchases, number);
        if (purchase !== undefined) pay(me, purchase);
      },
    },
    accept,
    'mine-on': { whyNot: whyNotMineOn, do: mineOnBranch },
    include: {
      whyNot: ({ state }, { which }) => (which === state.include ? no('already-so') : undefined),
      do({ state }, { which }) {
        state.include = which;
      },
    },
    confirmations: {
      whyNot({ state }, { blocks }) {
        if (blocks > MOST_CONFIRMATIONS) return no('no-such-number', { most: MOST_CONFIRMATIONS });
        return blocks === state.confirmations ? no('already-so') : undefined;
      },
      do(me, { blocks }) {
        me.state.confirmations = blocks;
        handOverSettled(me);
      },
    },
    attack,
    publish,
    'give-up': giveUp,
  },
  autopilot,
  view: peerView,
  picture: (me) => ({ progress: progressOf(me), queue: me.state.pool.length }),
};

/** A peer that takes its coins back, in secret. */
export const doubleSpender: Role<PeerSide> = { ...peer, hiddenTrait: 'double-spender' };

/** What the autopilot does: it attacks if that is its part, takes goods in, and pays what it can afford. */
function autopilot(me: Sight<PeerSide>): Action | undefined {
  const { purchases, attack: mine, armed } = me.state;
  if (mine !== null && !armed) return { type: 'publish', when: 'ready' };
  const here = purchases.open.find(({ stage }) => stage === 'here');
  if (here !== undefined) return { type: 'accept', purchase: here.number };
  if (isHopeless(me)) return { type: 'give-up' };
  const funds = fundsOf(me);
  const wanted = purchases.open.find(
    ({ stage, amount, number }) => stage === 'wanted' && amount <= funds && number !== mine?.purchase,
  );
  if (wanted === undefined) return undefined;
  const attacks = mine === null && me.hasTrait('double-spender');
  return { type: attacks ? 'attack' : 'broadcast', purchase: wanted.number };
}

function whyNotMineOn(
  { state: { chain } }: Sight<PeerSide>,
  { block }: { readonly block: number },
): Refusal | undefined {
  if (chain.tip.id === block) return no('already-so');
  return chain.rivals.includes(block) && chain.bad[block] !== true ? undefined : no('no-such-branch');
}

/** Goes by another branch that is about as long as mine, until a longer one comes. That it breaks the rules may be found only then. */
function mineOnBranch(me: Peer, { block: id }: { readonly block: number }): void {
  const block = me.state.chain.blocks[id];
  if (block !== undefined) remember(me.state, adopt(me, block) ? 'branch' : 'bad-branch', { who: block.miner });
}

/** No goods in time: the merchant itself is told of the payment, which may not have reached it, or its goods were lost. */
function askForGoods(me: Peer, due: Again): void {
  const purchase = dueAgain(me.state.purchases, due);
  if (purchase === undefined) return;
  markPaid(me, purchase, micros(me.settings.timeout + me.settings.blockInterval));
  remember(me.state, 'no-goods', { whom: purchase.shop });
  me.send.pay(purchase.shop, [paymentFor(me.id, purchase)]);
}

/** The disk is as it was, the timers are gone: wishes, mining and payments under way begin again. */
function comeBack(me: Peer): void {
  me.state.gathered = nothingGathered();
  planWish(me);
  mineOn(me);
  for (const purchase of me.state.purchases.open) {
    if (purchase.stage === 'paid') markPaid(me, purchase, me.settings.timeout);
  }
  askSome(me);
  takeUp(me);
}

/** The copy of the ledger and the merchant's books are gone; the neighbours have them all. */
function loseDisk(me: Peer): void {
  const { people, state } = me;
  Object.assign(state, {
    chain: newChain(people),
    pool: [],
    heard: noPayments(people),
    sales: {},
    unsold: [],
    attack: null,
  });
  remember(state, 'disk-lost');
  if (me.isUp) askSome(me);
}

import type { Json, Message, Net, NodeId, Reason } from '../../../sim/index.ts';
import type { Payment } from '../payment.ts';
import { remember } from '../said.ts';
import type { Settings } from '../settings.ts';
import { numberOf, setNumber } from './by-payment.ts';
import { balanceIn, blockOf } from './chain.ts';
import { addBlock } from './ledger.ts';
import { passOn, tell } from './pass-on.ts';
import { beginSale, handOverSettled, sendGoods } from './shop.ts';
import type { Block, Chain, PeerState } from './state.ts';
import { Kind } from './wire.ts';

const MOST_ORPHANS = 50;
/** A machine that catches up gets at most so many blocks and waiting payments from one other. */
const MOST_SENT = 100;
const ASKED = 2;

/** Payments pass by: refused as a whole only where none of them can be right. */
export function paymentsCame(net: Net, self: NodeId, state: PeerState, message: Message, settings: Settings): void {
  const payments = message.body as unknown as readonly Payment[];
  let refused: Reason | undefined;
  let wrong = 0;
  for (const payment of payments) {
    const no = paymentCame(net, self, state, payment, message.from, settings);
    if (no === undefined) continue;
    refused = no;
    wrong++;
  }
  if (refused !== undefined && wrong === payments.length) net.refuse(message, refused);
}

/** Kept if it is new and can be right, and passed on. @returns why not */
function paymentCame(
  net: Net,
  self: NodeId,
  state: PeerState,
  payment: Payment,
  teller: NodeId,
  settings: Settings,
): Reason | undefined {
  const { chain, heard, sales, neighbours } = state;
  const { from, to, id, amount, signed } = payment;
  if (numberOf(heard, id) > 0) {
    const sale = teller === from ? sales[id] : undefined;
    if (sale?.handedOver && !sale.cheated) sendGoods(net, self, sale);
    return undefined;
  }
  if (settings.verify && (!signed || balanceIn(chain, from, settings) < amount)) {
    return signed ? 'not-allowed' : 'corrupt';
  }
  if (net.hasTrait(self, 'eavesdropper') && from !== self && to !== self) net.fact('exposed', self, from, id);
  hear(net, self, state, payment);
  if (net.hasTrait(self, 'free-rider') || isComplete(net, neighbours)) return undefined;
  passOn(net, self, state, payment, teller, settings);
  return undefined;
}

/** The first payment of these coins that this machine hears of waits for a block. */
export function hear(net: Net, self: NodeId, state: PeerState, payment: Payment): void {
  setNumber(state.heard, payment.id, 1);
  if (numberOf(state.chain.settled, payment.id) > 0) return;
  state.pool.push(payment);
  if (payment.to !== self || payment.from === self) return;
  beginSale(state, payment);
  if (state.confirmations === 0) handOverSettled(net, self, state);
}

/** A payment of this machine's own goes to all neighbours at once. */
export function broadcast(
  net: Net,
  self: NodeId,
  { neighbours }: PeerState,
  payment: Payment,
  { paymentBytes }: Settings,
): void {
  for (const neighbour of neighbours) tell(net, self, neighbour, [payment], paymentBytes);
}

/** Tells all neighbours of a block; somebody else's only where it could not come by itself. */
export function relayBlock(
  net: Net,
  self: NodeId,
  { neighbours }: PeerState,
  block: Block,
  settings: Settings,
  from: NodeId = self,
): void {
  if (from !== self && isComplete(net, neighbours)) return;
  const bytes = bytesOf(block, settings);
  for (const neighbour of neighbours) {
    if (neighbour !== from) net.send(self, neighbour, Kind.block, bytes, block as unknown as Json);
  }
}

/** A block arrives: checked, put where it belongs, and passed on if it was new. */
export function blockCame(net: Net, self: NodeId, state: PeerState, message: Message, settings: Settings): void {
  const block = message.body as unknown as Block;
  const { chain } = state;
  if (chain.blocks[block.id] !== undefined || chain.bad[block.id] === true) return;
  if (!passesCheck(net, self, state, message, block, settings)) return;
  if (chain.blocks[block.parent] !== undefined) return takeIn(net, self, state, block, message.from, settings);
  if (block.height > chain.tip.height) return takeOrphan(net, self, state, block, message.from, settings);
  net.send(self, message.from, Kind.block, bytesOf(chain.tip, settings), chain.tip as unknown as Json);
}

/** Asks for what is missing since the last blocks that are here. */
export function askToCatchUp(net: Net, self: NodeId, { chain }: PeerState, whom: NodeId, settings: Settings): void {
  net.send(self, whom, Kind.catchUp, settings.noteBytes, locator(chain));
}

/** Back after a while: some neighbours are asked what happened. */
export function askSome(net: Net, self: NodeId, state: PeerState, settings: Settings): void {
  for (const neighbour of net.random('catch-up', self).sample(state.neighbours, ASKED)) {
    askToCatchUp(net, self, state, neighbour, settings);
  }
}

/** Somebody lacks blocks: they get those of my branch after the last one that both know, and the payments that wait. */
export function helpCatchUp(net: Net, self: NodeId, state: PeerState, message: Message, settings: Settings): void {
  if (net.hasTrait(self, 'free-rider')) return;
  const { chain, pool } = state;
  const known = new Set(message.body as readonly number[]);
  const missing: Block[] = [];
  for (let block = chain.tip; block.parent >= 0 && !known.has(block.id); block = blockOf(chain, block.parent)) {
    missing.push(block);
  }
  for (const block of missing.reverse().slice(0, MOST_SENT)) {
    net.send(self, message.from, Kind.block, bytesOf(block, settings), block as unknown as Json);
  }
  const waiting = pool.slice(0, MOST_SENT);
  if (waiting.length > 0) tell(net, self, message.from, waiting, settings.paymentBytes);
}

/** Whoever is linked to everybody reaches everybody, so that nobody else needs to pass it on. */
function isComplete(net: Net, neighbours: readonly NodeId[]): boolean {
  return neighbours.length >= net.plan.nodes - 1;
}

function bytesOf({ payments }: Block, { blockBytes, entryBytes }: Settings): number {
  return blockBytes + payments.length * entryBytes;
}

/** Every payment's signature, if the class checks them. */
function passesCheck(
  net: Net,
  self: NodeId,
  state: PeerState,
  message: Message,
  block: Block,
  { verify }: Settings,
): boolean {
  if (block.payments.length === 0) return true;
  if (verify) net.fact('defence', self, message.from, block.id, message.bytes);
  if (block.payments.every(({ signed }) => signed)) return true;
  if (!verify) {
    net.fact('corrupt-accepted', self, block.miner, block.id);
    return true;
  }
  state.chain.bad[block.id] = true;
  net.fact('corrupt-rejected', self, block.miner, block.id);
  net.refuse(message, 'corrupt');
  remember(state, 'forged-block', { who: block.miner });
  return false;
}

/** Adds a block, passes it on, and then those that waited for it. */
function takeIn(net: Net, self: NodeId, state: PeerState, block: Block, from: NodeId, settings: Settings): void {
  const { chain } = state;
  if (addBlock(net, self, state, block, settings) && !net.hasTrait(self, 'free-rider')) {
    relayBlock(net, self, state, block, settings, from);
  }
  if (chain.orphans.length === 0) return;
  const next = chain.orphans.filter(({ parent }) => parent === block.id);
  if (next.length === 0) return;
  chain.orphans = chain.orphans.filter(({ parent }) => parent !== block.id);
  for (const orphan of next) takeIn(net, self, state, orphan, from, settings);
}

/** Its parent is missing: it waits, and the sender is asked. */
function takeOrphan(net: Net, self: NodeId, state: PeerState, block: Block, from: NodeId, settings: Settings): void {
  const { chain } = state;
  if (chain.orphans.some(({ id }) => id === block.id)) return;
  chain.orphans = [...chain.orphans.slice(1 - MOST_ORPHANS), block];
  askToCatchUp(net, self, state, from, settings);
}

/** Blocks of my branch: the last ones, then ever further apart, and the first. */
function locator(chain: Chain): number[] {
  const ids: number[] = [];
  let step = 1;
  let wanted = chain.tip.height;
  for (let block = chain.tip; block.parent >= 0; block = blockOf(chain, block.parent)) {
    if (block.height > wanted) continue;
    ids.push(block.id);
    if (ids.length >= 8) step *= 2;
    wanted = block.height - step;
  }
  return [...ids, 0];
}

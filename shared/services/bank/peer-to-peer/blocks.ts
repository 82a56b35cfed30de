import type { Message, NodeId } from '../../../sim/index.ts';
import type { Me } from '../../kit/index.ts';
import { remember } from '../texts.ts';
import { blockOf } from './chain.ts';
import { isComplete } from './gossip.ts';
import { addBlock } from './ledger.ts';
import type { Block, Chain, PeerSide } from './terms.ts';

type Peer = Me<PeerSide>;

const MOST_ORPHANS = 50;
/** A machine that catches up gets at most so many blocks and waiting payments from one other. */
const MOST_SENT = 100;
const ASKED = 2;

/** Tells all neighbours of a block; somebody else's only where it could not come by itself. */
export function relayBlock(me: Peer, block: Block, from: NodeId = me.id): void {
  if (from !== me.id && isComplete(me)) return;
  for (const neighbour of me.state.neighbours) if (neighbour !== from) me.send.block(neighbour, block);
}

/** A block arrives: checked, put where it belongs, and passed on if it was new. */
export function blockCame(me: Peer, from: NodeId, block: Block, message: Message): void {
  const { chain } = me.state;
  if (chain.blocks[block.id] !== undefined || chain.bad[block.id] === true) return;
  if (!passesCheck(me, from, block, message)) return;
  if (chain.blocks[block.parent] !== undefined) return takeIn(me, block, from);
  if (block.height > chain.tip.height) return takeOrphan(me, block, from);
  me.send.block(from, chain.tip);
}

/** Back after a while: some neighbours are asked what happened. */
export function askSome(me: Peer): void {
  for (const neighbour of me.random('catch-up').sample(me.state.neighbours, ASKED)) askToCatchUp(me, neighbour);
}

/** Asks for what is missing since the last blocks that are here. */
function askToCatchUp(me: Peer, whom: NodeId): void {
  me.send['catch-up'](whom, locator(me.state.chain));
}

/** Somebody lacks blocks: they get those of my branch after the last one that both know, and the payments that wait. */
export function helpCatchUp(me: Peer, whom: NodeId, known: readonly number[]): void {
  if (me.hasTrait('free-rider')) return;
  const { chain, pool } = me.state;
  const there = new Set(known);
  const missing: Block[] = [];
  for (let block = chain.tip; block.parent >= 0 && !there.has(block.id); block = blockOf(chain, block.parent)) {
    missing.push(block);
  }
  for (const block of missing.reverse().slice(0, MOST_SENT)) me.send.block(whom, block);
  const waiting = pool.slice(0, MOST_SENT);
  if (waiting.length > 0) me.send.pay(whom, waiting);
}

/** Every payment's signature, if the class checks them. */
function passesCheck(me: Peer, from: NodeId, block: Block, message: Message): boolean {
  const { verify } = me.settings;
  if (block.payments.length === 0) return true;
  if (verify) me.fact('defence', from, block.id, message.bytes);
  if (block.payments.every(({ signed }) => signed)) return true;
  if (!verify) {
    me.fact('corrupt-accepted', block.miner, block.id);
    return true;
  }
  me.state.chain.bad[block.id] = true;
  me.fact('corrupt-rejected', block.miner, block.id);
  me.refuse(message, 'corrupt');
  remember(me.state, 'forged-block', { who: block.miner });
  return false;
}

/** Adds a block, passes it on, and then those that waited for it. */
function takeIn(me: Peer, block: Block, from: NodeId): void {
  const { chain } = me.state;
  if (addBlock(me, block) && !me.hasTrait('free-rider')) relayBlock(me, block, from);
  if (chain.orphans.length === 0) return;
  const next = chain.orphans.filter(({ parent }) => parent === block.id);
  if (next.length === 0) return;
  chain.orphans = chain.orphans.filter(({ parent }) => parent !== block.id);
  for (const orphan of next) takeIn(me, orphan, from);
}

/** Its parent is missing: it waits, and the sender is asked. */
function takeOrphan(me: Peer, block: Block, from: NodeId): void {
  const { chain } = me.state;
  if (chain.orphans.some(({ id }) => id === block.id)) return;
  chain.orphans = [...chain.orphans.slice(1 - MOST_ORPHANS), block];
  askToCatchUp(me, from);
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

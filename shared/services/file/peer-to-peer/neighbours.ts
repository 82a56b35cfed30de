import { type Message, type Micros, type NodeId, type Reason, seconds } from '../../../sim/index.ts';
import { addBit, type Bits, countBits, hasBit, noBits, removeBit } from '../bits.ts';
import { giveUp } from '../download.ts';
import { remember } from '../texts.ts';
import { reconsider, showInterest } from './interest.ts';
import { NOTHING, neighbourOf, setOpen, setUnchoked } from './neighbour-list.ts';
import type { Handshake, Neighbour, Peer, PeerState } from './terms.ts';
import { trackerAt } from './tracker.ts';

const HAIL_LASTS = seconds(5);

/** Asks the tracker for introductions; who has everything only makes itself known, and waits to be greeted. */
export function askTracker(me: Peer): void {
  const { state, settings } = me;
  state.trackerAsked = me.now;
  for (let i = state.hails.length - 1; i >= 0; i--) {
    if (me.now - (state.hails[i] as { at: number }).at >= HAIL_LASTS) state.hails.splice(i, 1);
  }
  me.send.announce(trackerAt(me), state.download.done ? 0 : settings.neighbours);
}

/** The tracker has named machines: those that are new to me are greeted. */
export function takeIntroduction(me: Peer, _from: NodeId, ids: readonly NodeId[]): void {
  const { state } = me;
  state.trackerHeard = me.now;
  if (state.download.done) return;
  for (const id of ids) {
    const isKnown = neighbourOf(state, id) !== undefined || state.hails.some((hail) => hail.id === id);
    if (isKnown || state.banned.includes(id) || !hasRoom(me)) continue;
    state.hails.push({ id, told: state.order.length, at: me.now });
    greet(me, id, false);
  }
}

/** A handshake carries all that its sender has. One that comes again is from a machine that was away. */
export function takeHandshake(me: Peer, from: NodeId, { isAnswer, held }: Handshake, message: Message): void {
  const { state } = me;
  const hail = takeHail(me, from);
  const known = neighbourOf(state, from);
  if (isAnswer && known !== undefined) return learnAll(me, known, held);
  if (known !== undefined) part(me, known, 'left');
  const reason = state.banned.includes(from) ? 'not-allowed' : hasRoom(me) ? undefined : 'overloaded';
  if (reason !== undefined) {
    me.fact('decided', from, 0, 0, reason);
    me.refuse(message, reason);
    me.send.goodbye(from);
    return;
  }
  const told = isAnswer && hail !== undefined ? hail.told : state.order.length;
  if (!isAnswer) greet(me, from, true);
  meet(me, from, held, told);
}

/** News: the neighbour has these pieces. */
export function takeHave(me: Peer, neighbour: Neighbour, pieces: readonly number[]): void {
  for (const piece of pieces) learn(me, neighbour, piece);
  if (me.settings.slotTime === 0) arrived(me.state, neighbour.id, pieces);
  showInterest(me, neighbour);
}

/** What I sent has come to where it was to go. */
function arrived({ underway }: PeerState, id: NodeId, pieces: readonly number[]): void {
  const at = underway.findIndex((sent) => sent.from === id && pieces.includes(sent.piece));
  if (at >= 0) underway.splice(at, 1);
}

/** Ends the neighbourhood: requests on either side are void. */
export function part(me: Peer, neighbour: Neighbour, reason: Reason): void {
  const { state, settings } = me;
  me.wake();
  const at = state.neighbours.indexOf(neighbour);
  state.neighbours.splice(at, 1);
  state.ids.splice(at, 1);
  setOpen(state, neighbour, false);
  setUnchoked(state, neighbour, false);
  for (let piece = 0; piece < settings.allPieces; piece++)
    if (hasBit(neighbour.held, piece)) forgetCopy(state.download.rarity, piece);
  dropRequestsOf(me, neighbour.id);
  const open = state.download.requests.filter((request) => request.from === neighbour.id);
  for (const request of open) giveUp(me, state.download, request, reason);
  if (open.length > 0) reconsider(me);
}

/** Parts with a neighbour for good. */
export function ban(me: Peer, id: NodeId): void {
  const { state } = me;
  const neighbour = neighbourOf(state, id);
  state.banned.push(id);
  me.fact('rule-made', id, id);
  me.fact('rule-kept', id, id);
  remember(me.state, 'peer.banned', { who: id });
  if (neighbour === undefined) return;
  me.send.goodbye(id);
  part(me, neighbour, 'not-allowed');
}

/** Requests of a neighbour that wait here are dropped. */
export function dropRequestsOf(me: Peer, id: NodeId): void {
  const { state } = me;
  for (let i = state.queue.length - 1; i >= 0; i--) if (state.queue[i]?.from === id) state.queue.splice(i, 1);
}

/** The neighbour does not have it after all. */
export function unlearn(me: Peer, neighbour: Neighbour, piece: number): void {
  const { state, settings } = me;
  if (!hasBit(neighbour.held, piece)) return;
  removeBit(neighbour.held, piece);
  if (piece < settings.pieces) neighbour.count--;
  forgetCopy(state.download.rarity, piece);
}

function greet(me: Peer, id: NodeId, isAnswer: boolean): void {
  me.send.handshake(id, { isAnswer, held: [...me.state.download.held] });
}

function meet(me: Peer, id: NodeId, held: Readonly<Bits>, told: number): void {
  const { state, settings } = me;
  // In the order of use: what each message needs comes first, for the cache.
  const neighbour: Neighbour = {
    held: noBits(settings.allPieces),
    heard: me.now,
    pinged: -1,
    wants: false,
    unchoked: false,
    wanted: false,
    told,
    open: false,
    lately: 0,
    count: 0,
    id,
    pieceTime: 0,
    underway: NOTHING,
    pinnedUntil: 0 as Micros,
    gave: 0,
    took: 0,
    spoilt: 0,
  };
  state.neighbours.push(neighbour);
  state.ids.push(id);
  learnAll(me, neighbour, held);
}

function learnAll(me: Peer, neighbour: Neighbour, held: Readonly<Bits>): void {
  const { allPieces } = me.settings;
  if (countBits(held, allPieces) > 0) {
    for (let piece = 0; piece < allPieces; piece++) if (hasBit(held, piece)) learn(me, neighbour, piece);
  }
  showInterest(me, neighbour);
}

function learn(me: Peer, neighbour: Neighbour, piece: number): void {
  const { state, settings } = me;
  if (hasBit(neighbour.held, piece)) return;
  if (neighbour.open) me.wake();
  addBit(neighbour.held, piece);
  if (piece < settings.pieces) neighbour.count++;
  state.download.rarity[piece] = (state.download.rarity[piece] as number) + 1;
}

function forgetCopy(rarity: number[], piece: number): void {
  rarity[piece] = (rarity[piece] as number) - 1;
}

function takeHail({ state }: Peer, id: NodeId): { readonly told: number } | undefined {
  const at = state.hails.findIndex((hail) => hail.id === id);
  return at < 0 ? undefined : state.hails.splice(at, 1)[0];
}

function hasRoom(me: Peer): boolean {
  const { state, settings } = me;
  return state.neighbours.length + state.hails.length < 2 * settings.neighbours;
}

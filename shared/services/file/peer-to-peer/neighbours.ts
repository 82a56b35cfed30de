import { type Message, type Micros, type NodeId, type Reason, seconds } from '../../../sim/index.ts';
import { addBit, type Bits, countBits, hasBit, noBits } from '../bits.ts';
import { giveUp } from '../download.ts';
import { remember } from '../machine.ts';
import { reconsider, showInterest } from './interest.ts';
import {
  KIND,
  type Neighbour,
  NOTHING,
  neighbourOf,
  type Peer,
  type PeerState,
  sendControl,
  setOpen,
  setUnchoked,
} from './state.ts';
import { trackerNode } from './tracker.ts';

const HAIL_LASTS = seconds(5);

/** Asks the tracker for introductions; who has everything only makes itself known, and waits to be greeted. */
export function askTracker(peer: Peer): void {
  const { state, settings, net } = peer;
  state.trackerAsked = net.now;
  for (let i = state.hails.length - 1; i >= 0; i--) {
    if (net.now - (state.hails[i] as { at: number }).at >= HAIL_LASTS) state.hails.splice(i, 1);
  }
  sendControl(peer, trackerNode(peer), KIND.announce, state.download.done ? 0 : settings.neighbours);
}

/** The tracker has named machines: those that are new to me are greeted. */
export function takeIntroduction(peer: Peer, ids: readonly NodeId[]): void {
  const { state, net } = peer;
  state.trackerHeard = net.now;
  if (state.download.done) return;
  for (const id of ids) {
    const isKnown = neighbourOf(state, id) !== undefined || state.hails.some((hail) => hail.id === id);
    if (isKnown || state.banned.includes(id) || !hasRoom(peer)) continue;
    state.hails.push({ id, told: state.order.length, at: net.now });
    greet(peer, id, false);
  }
}

/** A handshake carries all that its sender has. One that comes again is from a machine that was away. */
export function takeHandshake(peer: Peer, message: Message): void {
  const { state, net, self } = peer;
  const { from } = message;
  const [isAnswer, ...held] = message.body as readonly number[];
  const hail = takeHail(peer, from);
  const known = neighbourOf(state, from);
  if (isAnswer === 1 && known !== undefined) return learnAll(peer, known, held);
  if (known !== undefined) part(peer, known, 'left');
  const reason = state.banned.includes(from) ? 'not-allowed' : hasRoom(peer) ? undefined : 'overloaded';
  if (reason !== undefined) {
    net.fact('decided', self, from, 0, 0, reason);
    net.refuse(message, reason);
    return sendControl(peer, from, KIND.goodbye);
  }
  const told = isAnswer === 1 && hail !== undefined ? hail.told : state.order.length;
  if (isAnswer !== 1) greet(peer, from, true);
  meet(peer, from, held, told);
}

/** News: the neighbour has these pieces. */
export function takeHave(peer: Peer, neighbour: Neighbour, pieces: readonly number[]): void {
  for (const piece of pieces) learn(peer, neighbour, piece);
  if (peer.settings.slotTime === 0) arrived(peer.state, neighbour.id, pieces);
  showInterest(peer, neighbour);
}

/** What I sent has come to where it was to go. */
function arrived({ underway }: PeerState, id: NodeId, pieces: readonly number[]): void {
  const at = underway.findIndex((sent) => sent.from === id && pieces.includes(sent.piece));
  if (at >= 0) underway.splice(at, 1);
}

/** Ends the neighbourhood: requests on either side are void. */
export function part(peer: Peer, neighbour: Neighbour, reason: Reason): void {
  const { state, settings, net, self } = peer;
  net.wake(self);
  const at = state.neighbours.indexOf(neighbour);
  state.neighbours.splice(at, 1);
  state.ids.splice(at, 1);
  setOpen(state, neighbour, false);
  setUnchoked(state, neighbour, false);
  for (let piece = 0; piece < settings.allPieces; piece++)
    if (hasBit(neighbour.held, piece)) forgetCopy(state.download.rarity, piece);
  dropRequestsOf(peer, neighbour.id);
  const open = state.download.requests.filter((request) => request.from === neighbour.id);
  for (const request of open) giveUp(peer, state.download, request, reason);
  if (open.length > 0) reconsider(peer);
}

/** Parts with a neighbour for good. */
export function ban(peer: Peer, id: NodeId): void {
  const { state, net, self } = peer;
  const neighbour = neighbourOf(state, id);
  state.banned.push(id);
  net.fact('rule-made', self, id, id);
  net.fact('rule-kept', self, id, id);
  remember(state.download.recent, 'peer.banned', { who: id });
  if (neighbour === undefined) return;
  sendControl(peer, id, KIND.goodbye);
  part(peer, neighbour, 'not-allowed');
}

/** Requests of a neighbour that wait here are dropped. */
export function dropRequestsOf({ state }: Peer, id: NodeId): void {
  for (let i = state.queue.length - 1; i >= 0; i--) if (state.queue[i]?.from === id) state.queue.splice(i, 1);
}

/** The neighbour does not have it after all. */
export function unlearn({ state, settings }: Peer, neighbour: Neighbour, piece: number): void {
  if (!hasBit(neighbour.held, piece)) return;
  neighbour.held[piece >>> 5] = (neighbour.held[piece >>> 5] as number) & ~(1 << (piece & 31));
  if (piece < settings.pieces) neighbour.count--;
  forgetCopy(state.download.rarity, piece);
}

function greet(peer: Peer, id: NodeId, isAnswer: boolean): void {
  sendControl(peer, id, KIND.handshake, [isAnswer ? 1 : 0, ...peer.state.download.held]);
}

function meet(peer: Peer, id: NodeId, held: Bits, told: number): void {
  const { state, net, settings } = peer;
  // In the order of use: what each message needs comes first, for the cache.
  const neighbour: Neighbour = {
    held: noBits(settings.allPieces),
    heard: net.now,
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
  learnAll(peer, neighbour, held);
}

function learnAll(peer: Peer, neighbour: Neighbour, held: Bits): void {
  const { allPieces } = peer.settings;
  if (countBits(held, allPieces) > 0) {
    for (let piece = 0; piece < allPieces; piece++) if (hasBit(held, piece)) learn(peer, neighbour, piece);
  }
  showInterest(peer, neighbour);
}

function learn({ state, settings, net, self }: Peer, neighbour: Neighbour, piece: number): void {
  if (hasBit(neighbour.held, piece)) return;
  if (neighbour.open) net.wake(self);
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

function hasRoom({ state, settings }: Peer): boolean {
  return state.neighbours.length + state.hails.length < 2 * settings.neighbours;
}

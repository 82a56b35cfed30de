import type { Message, NodeId, Reason } from '../../../sim/index.ts';
import { hasBit } from '../bits.ts';
import { outgoing } from '../piece-message.ts';
import { pieceName, remember } from '../texts.ts';
import { givesAnything } from './choking.ts';
import { neighbourOf, setUnchoked } from './neighbour-list.ts';
import type { Neighbour, Peer, PeerSight } from './terms.ts';

/** A neighbour asks for a piece. What was accepted is sent, even if the slot goes to another meanwhile. */
export function takeRequest(me: Peer, neighbour: Neighbour, piece: number, message: Message): void {
  const { state, settings } = me;
  const reason = whyNot(me, neighbour, piece);
  me.fact('decided', neighbour.id, piece, reason === undefined ? 1 : 0, reason ?? 'none');
  if (reason !== undefined) {
    me.refuse(message, reason);
    refuse(me, neighbour.id, piece, reason);
    return;
  }
  state.queue.push({ from: neighbour.id, piece });
  // A slot for one piece is used up by the request.
  if (settings.slotTime === 0) setUnchoked(state, neighbour, false);
  if (me.uplinkLength === 0) serveNext(me);
}

/** Sends the next piece: in turn, so that nobody with a slot waits for another's whole list. False if nothing waits. */
export function serveNext(me: Peer): boolean {
  const { state } = me;
  const { queue } = state;
  if (queue.length === 0) return false;
  const other = queue.findIndex(({ from }) => from !== state.lastServed);
  const [next] = queue.splice(Math.max(0, other), 1);
  if (next === undefined || !hasBit(state.download.held, next.piece)) {
    if (next !== undefined) refuse(me, next.from, next.piece, 'not-here');
    return serveNext(me);
  }
  const neighbour = neighbourOf(state, next.from);
  if (neighbour !== undefined) neighbour.took++;
  state.lastServed = next.from;
  if (me.settings.slotTime === 0) state.underway.push(next);
  remember(me.state, 'peer.sends', { piece: pieceName(next.piece), who: next.from });
  me.send.piece(next.from, outgoing(me, state.download, next.piece));
  return true;
}

export function isWaiting({ state }: PeerSight, from: NodeId, piece: number): boolean {
  return state.queue.some((waiting) => waiting.from === from && waiting.piece === piece);
}

/** Puts a waiting request before all others. */
export function putFirst(me: Peer, from: NodeId, piece: number): void {
  const { state } = me;
  const at = state.queue.findIndex((waiting) => waiting.from === from && waiting.piece === piece);
  state.queue.unshift(...state.queue.splice(at, 1));
  state.lastServed = -1;
  remember(me.state, 'peer.sends-next', { piece: pieceName(piece), who: from });
}

export function forget(me: Peer, from: NodeId, piece: number): void {
  const { state } = me;
  const at = state.queue.findIndex((waiting) => waiting.from === from && waiting.piece === piece);
  if (at >= 0) state.queue.splice(at, 1);
}

/** Whatever waits here is refused: the machine gives nothing any more. */
export function refuseAll(me: Peer): void {
  for (const { from, piece } of me.state.queue.splice(0)) refuse(me, from, piece, 'not-allowed');
}

function refuse(me: Peer, to: NodeId, piece: number, reason: Reason): void {
  me.send.refusal(to, { piece, reason });
}

function whyNot(me: Peer, neighbour: Neighbour, piece: number): Reason | undefined {
  const { state, settings } = me;
  if (!neighbour.unchoked || !givesAnything(me)) return 'choked';
  if (!hasBit(state.download.held, piece)) return 'not-here';
  const its = state.queue.reduce((count, { from }) => count + (from === neighbour.id ? 1 : 0), 0);
  return its >= settings.window || state.queue.length >= settings.places ? 'queue-full' : undefined;
}

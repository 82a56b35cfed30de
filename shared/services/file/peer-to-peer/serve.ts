import type { Message, NodeId, Reason } from '../../../sim/index.ts';
import { hasBit } from '../bits.ts';
import { remember } from '../machine.ts';
import { noBody, sendPiece } from '../pieces.ts';
import { givesAnything } from './slots.ts';
import { KIND, type Neighbour, neighbourOf, type Peer, sendControl, setUnchoked } from './state.ts';

/** A neighbour asks for a piece. What was accepted is sent, even if the slot goes to another meanwhile. */
export function takeRequest(peer: Peer, neighbour: Neighbour, message: Message): void {
  const { state, net, self, settings } = peer;
  const piece = message.body as number;
  const reason = whyNot(peer, neighbour, piece);
  net.fact('decided', self, neighbour.id, piece, reason === undefined ? 1 : 0, reason ?? 'none');
  if (reason !== undefined) {
    net.refuse(message, reason);
    refuse(peer, neighbour.id, piece, reason);
    return;
  }
  state.queue.push({ from: neighbour.id, piece });
  // A slot for one piece is used up by the request.
  if (settings.slotTime === 0) setUnchoked(state, neighbour, false);
  if (net.uplinkLength(self) === 0) serveNext(peer);
}

/** Sends the next piece: in turn, so that nobody with a slot waits for another's whole list. False if nothing waits. */
export function serveNext(peer: Peer): boolean {
  const { state } = peer;
  const { queue } = state;
  if (queue.length === 0) return false;
  const other = queue.findIndex(({ from }) => from !== state.lastServed);
  const [next] = queue.splice(Math.max(0, other), 1);
  if (next === undefined || !hasBit(state.download.held, next.piece)) {
    if (next !== undefined) refuse(peer, next.from, next.piece, 'not-here');
    return serveNext(peer);
  }
  const neighbour = neighbourOf(state, next.from);
  if (neighbour !== undefined) neighbour.took++;
  state.lastServed = next.from;
  if (peer.settings.slotTime === 0) state.underway.push(next);
  remember(state.download.recent, 'peer.sends', { piece: next.piece + 1, who: next.from });
  sendPiece(peer, state.download, next.from, KIND.piece, next.piece);
  return true;
}

export function isWaiting({ state }: Peer, from: NodeId, piece: number): boolean {
  return state.queue.some((waiting) => waiting.from === from && waiting.piece === piece);
}

/** Puts a waiting request before all others. */
export function putFirst({ state }: Peer, from: NodeId, piece: number): void {
  const at = state.queue.findIndex((waiting) => waiting.from === from && waiting.piece === piece);
  state.queue.unshift(...state.queue.splice(at, 1));
  state.lastServed = -1;
  remember(state.download.recent, 'peer.sends-next', { piece: piece + 1, who: from });
}

export function forget({ state }: Peer, from: NodeId, piece: number): void {
  const at = state.queue.findIndex((waiting) => waiting.from === from && waiting.piece === piece);
  if (at >= 0) state.queue.splice(at, 1);
}

/** Whatever waits here is refused: the machine gives nothing any more. */
export function refuseAll(peer: Peer): void {
  for (const { from, piece } of peer.state.queue.splice(0)) refuse(peer, from, piece, 'not-allowed');
}

function refuse(peer: Peer, to: NodeId, piece: number, reason: Reason): void {
  sendControl(peer, to, KIND.refusal, noBody(piece, reason) as number[]);
}

function whyNot(peer: Peer, neighbour: Neighbour, piece: number): Reason | undefined {
  const { state, settings } = peer;
  if (!neighbour.unchoked || !givesAnything(peer)) return 'choked';
  if (!hasBit(state.download.held, piece)) return 'not-here';
  const its = state.queue.reduce((count, { from }) => count + (from === neighbour.id ? 1 : 0), 0);
  return its >= settings.window || state.queue.length >= settings.places ? 'queue-full' : undefined;
}

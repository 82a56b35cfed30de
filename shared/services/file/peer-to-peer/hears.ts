import type { Message, NodeId } from '../../../sim/index.ts';
import { arrive } from '../arrival.ts';
import { giveUp, requestOf } from '../download.ts';
import { remember } from '../machine.ts';
import { readNo, readPiece } from '../pieces.ts';
import { hear } from './clock.ts';
import { hasWanted, isSated, loseInterest, loseInterestInAll, reconsider } from './interest.ts';
import { ban, part, takeHandshake, takeHave, takeIntroduction, unlearn } from './neighbours.ts';
import { newsOf, tell } from './news.ts';
import { forget, takeRequest } from './serve.ts';
import { fillSlots, JUST_NOW } from './slots.ts';
import { KIND, type Neighbour, NOTHING, neighbourOf, type Peer, sendControl, setOpen, setUnchoked } from './state.ts';

/** A message has come to a peer. Strangers can only be introduced and shake hands. */
export function peerHears(peer: Peer, message: Message): void {
  if (message.kind === KIND.introduction) return takeIntroduction(peer, message.body as readonly NodeId[]);
  if (message.kind === KIND.handshake) return takeHandshake(peer, message);
  const neighbour = neighbourOf(peer.state, message.from);
  if (neighbour === undefined) return hearStranger(peer, message);
  hear(neighbour, peer.net.now);
  hearNeighbour(peer, neighbour, message);
}

function hearNeighbour(peer: Peer, neighbour: Neighbour, message: Message): void {
  switch (message.kind) {
    case KIND.have:
      return takeHave(peer, neighbour, message.body as readonly number[]);
    case KIND.interested:
      neighbour.wants = true;
      neighbour.pieceTime = message.body as number;
      return offerSlot(peer);
    case KIND.notInterested:
      return losesInterest(peer, neighbour);
    case KIND.choke:
      return setOpen(peer.state, neighbour, false);
    case KIND.unchoke:
      return takeSlot(peer, neighbour, message.body as readonly number[]);
    case KIND.request:
      return takeRequest(peer, neighbour, message);
    case KIND.cancel:
      return forget(peer, neighbour.id, message.body as number);
    case KIND.refusal:
      return takeRefusal(peer, neighbour, message);
    case KIND.piece:
      return takePiece(peer, neighbour, message);
    case KIND.ping:
      return sendControl(peer, neighbour.id, KIND.pong);
    case KIND.goodbye:
      return part(peer, neighbour, 'not-allowed');
  }
}

/** Who thinks that I am its neighbour, and is wrong since I was away, is told. */
function hearStranger(peer: Peer, { kind, from }: Message): void {
  if (kind !== KIND.goodbye && kind !== KIND.piece) sendControl(peer, from, KIND.goodbye);
}

function offerSlot(peer: Peer): void {
  const { net, self, settings } = peer;
  if (settings.slotTime > 0) fillSlots(peer);
  else if (net.uplinkLength(self) === 0) net.poke(self);
}

function losesInterest(peer: Peer, neighbour: Neighbour): void {
  neighbour.wants = false;
  tell(peer, neighbour);
  // A slot for one piece that is not used is free at once; one that lasts goes to another in the next round.
  if (peer.settings.slotTime > 0 || !neighbour.unchoked) return;
  setUnchoked(peer.state, neighbour, false);
  offerSlot(peer);
}

function takeSlot(peer: Peer, neighbour: Neighbour, body: readonly number[]): void {
  neighbour.pieceTime = body[0] ?? 0;
  neighbour.underway = body.length > 1 ? body.slice(1) : NOTHING;
  setOpen(peer.state, neighbour, true);
  peer.net.wake(peer.self);
  if (hasWanted(peer, neighbour) && !isSated(peer, neighbour)) return;
  if (peer.settings.slotTime === 0) setOpen(peer.state, neighbour, false);
  loseInterest(peer, neighbour);
}

function takeRefusal(peer: Peer, neighbour: Neighbour, message: Message): void {
  const { piece, reason } = readNo(message.body);
  const { download } = peer.state;
  if (reason === 'not-here') unlearn(peer, neighbour, piece);
  if (reason === 'choked') setOpen(peer.state, neighbour, false);
  const request = requestOf(download, piece, neighbour.id);
  if (request === undefined) return;
  giveUp(peer, download, request, reason);
  remember(download.recent, `peer.refused.${reason}`, { piece: piece + 1, who: neighbour.id });
  reconsider(peer);
}

function takePiece(peer: Peer, neighbour: Neighbour, message: Message): void {
  const { state, net, self } = peer;
  net.wake(self);
  const { piece, content } = readPiece(message.body);
  const arrival = arrive(peer, state.download, piece, content, neighbour.id);
  switch (arrival.kind) {
    case 'stored':
      return welcome(peer, neighbour, piece);
    case 'outvoted':
      for (const id of arrival.blamed) blame(peer, id, piece);
      return welcome(peer, neighbour, piece);
    case 'corrupt':
      blame(peer, neighbour.id, piece);
      return reconsider(peer);
    case 'tied':
      return reconsider(peer);
    case 'voting':
    case 'duplicate':
      return;
  }
}

function welcome(peer: Peer, neighbour: Neighbour, piece: number): void {
  const { state, net, self, settings } = peer;
  neighbour.gave++;
  neighbour.lately += JUST_NOW;
  remember(state.download.recent, 'peer.got', { piece: piece + 1, who: neighbour.id });
  newsOf(peer, piece);
  if (state.download.done) {
    remember(state.download.recent, 'peer.all');
    loseInterestInAll(peer);
  }
  if (settings.slotTime > 0) return;
  // There is room for the next one, and something new to give a slot for.
  reconsider(peer);
  if (net.uplinkLength(self) === 0) net.poke(self);
}

/** A corrupt piece: with enough of them the machine bans its sender by itself. */
function blame(peer: Peer, id: NodeId, piece: number): void {
  const neighbour = neighbourOf(peer.state, id);
  if (neighbour === undefined) return;
  neighbour.spoilt++;
  remember(peer.state.download.recent, 'peer.corrupt', { piece: piece + 1, who: id });
  if (neighbour.spoilt >= peer.settings.banAfter) ban(peer, id);
}

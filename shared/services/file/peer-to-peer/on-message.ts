import type { Message, NodeId } from '../../../sim/index.ts';
import type { Role } from '../../kit/index.ts';
import { giveUp, requestOf } from '../download.ts';
import type { NoPiece, Piece } from '../piece-message.ts';
import { arrive } from '../piece-verification.ts';
import { pieceName, remember } from '../texts.ts';
import { fillSlots, JUST_NOW } from './choking.ts';
import { hear } from './clock.ts';
import { announce, tell } from './have-messages.ts';
import { hasWanted, isSated, loseInterest, loseInterestInAll, reconsider } from './interest.ts';
import { NOTHING, neighbourOf, setOpen, setUnchoked } from './neighbour-list.ts';
import { ban, part, takeHandshake, takeHave, takeIntroduction, unlearn } from './neighbours.ts';
import { forget, takeRequest } from './serve.ts';
import type { Neighbour, Peer, PeerSide, Slot } from './terms.ts';

/** What a peer does about messages. Strangers can only be introduced and shake hands; others think wrongly that they are neighbours. */
export const MESSAGES: NonNullable<Role<PeerSide>['on']> = {
  introduction: takeIntroduction,
  handshake: takeHandshake,
  have: known(takeHave),
  interested: known((me, neighbour, pieceTime: number) => {
    neighbour.wants = true;
    neighbour.pieceTime = pieceTime;
    offerSlot(me);
  }),
  'not-interested': known(losesInterest),
  choke: known((me, neighbour) => setOpen(me.state, neighbour, false)),
  unchoke: known(takeSlot),
  request: known(takeRequest),
  cancel: known((me, { id }, piece: number) => forget(me, id, piece)),
  refusal: known(takeRefusal),
  piece: known(takePiece, ignore),
  ping: known((me, { id }) => void me.send.pong(id)),
  pong: known(ignore),
  goodbye: known((me, neighbour) => part(me, neighbour, 'not-allowed'), ignore),
};

/** A message of a neighbour's. A stranger, for whom I am one since I was away, is told so. */
function known<Body>(
  handle: (me: Peer, neighbour: Neighbour, body: Body, message: Message) => void,
  stranger: (me: Peer, from: NodeId) => void = sayGoodbye,
) {
  return (me: Peer, from: NodeId, body: Body, message: Message): void => {
    const neighbour = neighbourOf(me.state, from);
    if (neighbour === undefined) return stranger(me, from);
    hear(neighbour, me.now);
    handle(me, neighbour, body, message);
  };
}

function sayGoodbye(me: Peer, from: NodeId): void {
  me.send.goodbye(from);
}

function ignore(): void {}

function offerSlot(me: Peer): void {
  if (me.settings.slotTime > 0) fillSlots(me);
  else if (me.uplinkLength === 0) me.poke();
}

function losesInterest(me: Peer, neighbour: Neighbour): void {
  neighbour.wants = false;
  tell(me, neighbour);
  // A slot for one piece that is not used is free at once; one that lasts goes to another in the next round.
  if (me.settings.slotTime > 0 || !neighbour.unchoked) return;
  setUnchoked(me.state, neighbour, false);
  offerSlot(me);
}

function takeSlot(me: Peer, neighbour: Neighbour, { pieceTime, underway }: Slot): void {
  neighbour.pieceTime = pieceTime;
  neighbour.underway = underway.length > 0 ? underway : NOTHING;
  setOpen(me.state, neighbour, true);
  me.wake();
  if (hasWanted(me, neighbour) && !isSated(me, neighbour)) return;
  if (me.settings.slotTime === 0) setOpen(me.state, neighbour, false);
  loseInterest(me, neighbour);
}

function takeRefusal(me: Peer, neighbour: Neighbour, { piece, reason }: NoPiece): void {
  const { state } = me;
  if (reason === 'not-here') unlearn(me, neighbour, piece);
  if (reason === 'choked') setOpen(state, neighbour, false);
  const request = requestOf(state.download, piece, neighbour.id);
  if (request === undefined) return;
  giveUp(me, state.download, request, reason);
  remember(state, `peer.refused.${reason}`, { piece: pieceName(piece), who: neighbour.id });
  reconsider(me);
}

function takePiece(me: Peer, neighbour: Neighbour, { piece, content }: Piece): void {
  me.wake();
  const arrival = arrive(me, me.state.download, piece, content, neighbour.id);
  switch (arrival.kind) {
    case 'stored':
      return welcome(me, neighbour, piece);
    case 'outvoted':
      for (const id of arrival.blamed) blame(me, id, piece);
      return welcome(me, neighbour, piece);
    case 'corrupt':
      blame(me, neighbour.id, piece);
      return reconsider(me);
    case 'tied':
      return reconsider(me);
    case 'voting':
    case 'duplicate':
      return;
  }
}

function welcome(me: Peer, neighbour: Neighbour, piece: number): void {
  const { state, settings } = me;
  neighbour.gave++;
  neighbour.lately += JUST_NOW;
  remember(state, 'peer.got', { piece: pieceName(piece), who: neighbour.id });
  announce(me, piece);
  if (state.download.done) {
    remember(state, 'peer.all');
    loseInterestInAll(me);
  }
  if (settings.slotTime > 0) return;
  // There is room for the next one, and something new to give a slot for.
  reconsider(me);
  if (me.uplinkLength === 0) me.poke();
}

/** A corrupt piece: with enough of them the machine bans its sender by itself. */
function blame(me: Peer, id: NodeId, piece: number): void {
  const neighbour = neighbourOf(me.state, id);
  if (neighbour === undefined) return;
  neighbour.spoilt++;
  remember(me.state, 'peer.corrupt', { piece: pieceName(piece), who: id });
  if (neighbour.spoilt >= me.settings.banAfter) ban(me, id);
}

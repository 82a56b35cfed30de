import { type NodeId, type Refusal, seconds } from '../../../sim/index.ts';
import { hasBit } from '../bits.ts';
import { giveUp, isOpen, requestOf } from '../download.ts';
import { wantedPieces } from '../settings.ts';
import { no, pieceName, remember } from '../texts.ts';
import { givesAnything, pin } from './choking.ts';
import { reconsider } from './interest.ts';
import { neighbourOf } from './neighbour-list.ts';
import { askTracker, ban } from './neighbours.ts';
import { askFor, type Choice, chooseNext, hasChoice, mayAsk, openSourceOf, rarestOf } from './piece-selection.ts';
import { isWaiting, putFirst } from './serve.ts';
import type { Neighbour, Peer, PeerSight } from './terms.ts';

interface AboutPiece {
  readonly piece: number | null;
}
interface AboutPeer {
  readonly peer: NodeId | null;
}
interface Asked extends AboutPiece {
  readonly from: NodeId | null;
}
interface Sent extends AboutPiece {
  readonly to: NodeId | null;
}

/** The tracker is asked no more often than that. */
export const FIND_EVERY = seconds(5);

/** Asks whoever gives a slot for the rarest pieces; or for one piece, or one neighbour, or both. */
export const request = {
  whyNot(me: PeerSight, { piece, from }: Asked): Refusal | undefined {
    const { state, settings } = me;
    if (piece !== null && piece >= wantedPieces(me)) return no('no-such-piece');
    const stranger = from === null ? undefined : whyNotNeighbour(me, from);
    if (stranger !== undefined) return stranger;
    if (from !== null && neighbourOf(state, from)?.open === false) return no('choked-by', { who: from });
    if (piece !== null && hasBit(state.download.held, piece)) return no('have-it', { piece: pieceName(piece) });
    if (piece !== null && !isOpen(me, state.download, piece)) return no('asked-already', { piece: pieceName(piece) });
    if (state.download.requests.length >= settings.window) return no('window-full', { n: settings.window });
    if (piece === null && from === null) return hasChoice(me) ? undefined : whyNothing(me);
    const choice = choose(me, piece, from);
    return 'code' in choice ? choice : undefined;
  },
  do(me: Peer, { piece, from }: Asked): void {
    if (piece === null && from === null) return askSome(me);
    const choice = choose(me, piece, from);
    if (!('code' in choice)) askFor(me, choice);
  },
};

/** Takes a request back. */
export const cancel = {
  whyNot: ({ state }: PeerSight, { piece }: AboutPiece): Refusal | undefined =>
    piece === null || requestOf(state.download, piece) === undefined ? no('not-asked') : undefined,
  do(me: Peer, { piece }: AboutPiece): void {
    const open = piece === null ? undefined : requestOf(me.state.download, piece);
    if (open === undefined) return;
    me.send.cancel(open.from, open.piece);
    giveUp(me, me.state.download, open, 'cancelled');
    remember(me.state, 'peer.cancelled', { piece: pieceName(open.piece) });
    reconsider(me);
  },
};

/** Gives a neighbour a slot for a while. */
export const upload = {
  whyNot(me: PeerSight, { peer: id }: AboutPeer): Refusal | undefined {
    if (id === null) return no('nobody-wants');
    const neighbour = neighbourOf(me.state, id);
    const stranger = whyNotNeighbour(me, id);
    if (stranger !== undefined || neighbour === undefined) return stranger;
    if (!givesAnything(me)) return no('gives-nothing');
    if (!neighbour.wants) return no('wants-nothing', { who: id });
    return neighbour.pinnedUntil > me.now ? no('has-slot', { who: id }) : undefined;
  },
  do(me: Peer, { peer: id }: AboutPeer): void {
    const neighbour = id === null ? undefined : neighbourOf(me.state, id);
    if (neighbour !== undefined) pin(me, neighbour);
  },
};

/** Which of the waiting requests gets the uplink next. Done by nobody, they take turns. */
export const sendNext = {
  whyNot(me: PeerSight, { to, piece }: Sent): Refusal | undefined {
    if (me.state.queue.length === 0) return no('no-request');
    if (to === null || to >= me.people) return no('no-such-machine');
    return piece !== null && isWaiting(me, to, piece) ? undefined : no('no-request');
  },
  do(me: Peer, { to, piece }: Sent): void {
    if (to !== null && piece !== null) putFirst(me, to, piece);
  },
};

/** Parts with a neighbour for good. */
export const banNeighbour = {
  whyNot: (me: PeerSight, { peer: id }: AboutPeer): Refusal | undefined =>
    id === null ? no('no-such-machine') : whyNotNeighbour(me, id),
  do(me: Peer, { peer: id }: AboutPeer): void {
    if (id !== null) ban(me, id);
  },
};

/** Asks the tracker for more neighbours. */
export const find = {
  whyNot({ state, now, settings }: PeerSight): Refusal | undefined {
    const { download, neighbours, trackerAsked } = state;
    if (download.done) return no('have-all');
    if (neighbours.length >= 2 * settings.neighbours) return no('enough-neighbours');
    return trackerAsked >= 0 && now - trackerAsked < FIND_EVERY ? no('asked-tracker') : undefined;
  },
  do(me: Peer): void {
    askTracker(me);
    remember(me.state, 'peer.asked-tracker');
  },
};

/** What one tap asks for. */
function askSome(me: Peer): void {
  const { state, settings } = me;
  for (let sent = 0; sent < settings.atOnce && state.download.requests.length < settings.window; sent++) {
    const next = chooseNext(me);
    if (next === undefined) return;
    askFor(me, next);
  }
}

/** What a person has chosen in part: the piece, or the neighbour, or both. */
function choose(me: PeerSight, piece: number | null, from: NodeId | null): Choice | Refusal {
  const neighbour = from === null ? undefined : neighbourOf(me.state, from);
  return neighbour === undefined ? sourceFor(me, piece) : pieceFrom(me, neighbour, piece);
}

function sourceFor(me: PeerSight, piece: number | null): Choice | Refusal {
  if (piece === null) return whyNothing(me);
  const neighbour = openSourceOf(me, piece);
  return neighbour === undefined ? no('nobody-gives', { piece: pieceName(piece) }) : { neighbour, piece };
}

function pieceFrom(me: PeerSight, neighbour: Neighbour, piece: number | null): Choice | Refusal {
  const chosen = piece ?? rarestOf(me, neighbour);
  if (chosen < 0) return no('nothing-from', { who: neighbour.id });
  if (!mayAsk(me, neighbour, chosen)) return no('not-there', { who: neighbour.id, piece: pieceName(chosen) });
  return { neighbour, piece: chosen };
}

function whyNothing({ state }: PeerSight): Refusal {
  if (state.download.done) return no('have-all');
  if (state.neighbours.length === 0) return no('no-neighbours');
  return no(state.open.length === 0 ? 'choked' : 'nothing-now');
}

/** Why this machine is nobody to deal with. */
function whyNotNeighbour({ id: self, people, state }: PeerSight, id: NodeId): Refusal | undefined {
  if (id >= people) return no('no-such-machine');
  if (id === self) return no('thats-you');
  if (state.banned.includes(id)) return no('banned', { who: id });
  return neighbourOf(state, id) === undefined ? no('not-a-neighbour', { who: id }) : undefined;
}

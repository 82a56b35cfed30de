import { maskBelow } from '../bits.ts';
import { ballotOf, noteRequest, requestOf } from '../download.ts';
import { wantedPieces } from '../settings.ts';
import { KIND, type Neighbour, type Peer, setOpen } from './state.ts';

/** Requests that a machine sends by itself to one neighbour before it tries another. */
const EACH = 2;

/** What to ask whom next. */
export interface Choice {
  readonly neighbour: Neighbour;
  readonly piece: number;
}

/** Sends a request; a slot that is for one piece is used up by it. */
export function askFor(peer: Peer, { neighbour, piece }: Choice): void {
  const { net, self, settings, state } = peer;
  noteRequest(peer, state.download, piece, neighbour.id);
  if (settings.slotTime === 0) setOpen(state, neighbour, false);
  net.send(self, neighbour.id, KIND.request, settings.requestBytes, piece);
}

/** How ties are broken: at random, so that peers don't all do the same; a page that only looks must draw nothing. */
export type Ties = 'random' | 'first';

/** Rarest first, among the neighbours that would serve me; of those that have it, the one that owes me least. */
export function chooseNext(peer: Peer, ties: Ties): Choice | undefined {
  const { state } = peer;
  if (state.openCount === 0) return undefined;
  let best: Choice | undefined;
  let bestWorth = Number.POSITIVE_INFINITY;
  for (const neighbour of inTurn(peer, ties)) {
    const open = neighbour.open ? openAt(peer, neighbour) : EACH;
    if (open >= EACH) continue;
    const piece = rarestOf(peer, neighbour, ties);
    if (piece < 0) continue;
    const worth = (state.rarity[piece] as number) + open / EACH;
    if (worth >= bestWorth) continue;
    best = { neighbour, piece };
    bestWorth = worth;
  }
  return best;
}

/** Who would serve me this piece, if anybody: the one that owes me least. */
export function openSourceOf(peer: Peer, piece: number): Neighbour | undefined {
  const sources = peer.state.neighbours.filter((neighbour) => neighbour.open && isUseful(peer, neighbour, piece));
  return sources.sort((a, b) => openAt(peer, a) - openAt(peer, b))[0];
}

/** The rarest piece that this neighbour has and I may ask it for, or -1. */
export function rarestOf(peer: Peer, neighbour: Neighbour, ties: Ties): number {
  const { state, settings, net, self } = peer;
  const { held, asked } = state.download;
  const limit = wantedPieces(settings, net.load);
  let rarest = -1;
  let copies = Number.POSITIVE_INFINITY;
  let equals = 0;
  for (let word = 0; word < held.length; word++) {
    const missing = (neighbour.held[word] as number) & ~(held[word] as number) & ~(asked[word] as number);
    for (let rest = missing & maskBelow(limit, word); rest !== 0; rest &= rest - 1) {
      const piece = (word << 5) + 31 - Math.clz32(rest & -rest);
      const its = state.rarity[piece] as number;
      if (its > copies || (settings.votes > 1 && isAsked(peer, neighbour, piece))) continue;
      equals = its < copies ? 1 : equals + 1;
      copies = its;
      if (equals === 1 || (ties === 'random' && net.random('rarest', self).below(equals) === 0)) rarest = piece;
    }
  }
  return rarest;
}

export function openAt({ state }: Peer, { id }: Neighbour): number {
  let open = 0;
  for (const { from } of state.download.requests) if (from === id) open++;
  return open;
}

/** Has it been asked for this piece, or has it sent its copy? */
function isAsked({ state }: Peer, { id }: Neighbour, piece: number): boolean {
  if (requestOf(state.download, piece, id) !== undefined) return true;
  return ballotOf(state.download, piece)?.givers.includes(id) ?? false;
}

function isUseful(peer: Peer, neighbour: Neighbour, piece: number): boolean {
  const bit = (neighbour.held[piece >>> 5] as number) >>> (piece & 31);
  return (bit & 1) === 1 && !isAsked(peer, neighbour, piece);
}

/** The neighbours from a random one on, so that none is always tried first. */
function inTurn({ state, net, self }: Peer, ties: Ties): readonly Neighbour[] {
  const { neighbours } = state;
  if (ties === 'first' || neighbours.length < 2) return neighbours;
  const first = net.random('turn', self).below(neighbours.length);
  return [...neighbours.slice(first), ...neighbours.slice(0, first)];
}

import { maskBelow } from '../bits.ts';
import { nextFile, noteRequest } from '../download.ts';
import { wantedPieces } from '../settings.ts';
import { lookAfterRequests } from './clock.ts';
import { KIND, type Neighbour, NOTHING, neighbourOf, type Peer, setOpen } from './state.ts';

/** Useful neighbours that are compared for one choice: of very many, any few will do. */
const COMPARED = 8;

/** What to ask whom next. */
export interface Choice {
  readonly neighbour: Neighbour;
  readonly piece: number;
}

/** How ties are broken: at random, so that peers don't all do the same; a page that only looks must draw nothing. */
export type Ties = 'random' | 'first';

/** Sends a request; a slot that is for one piece is used up by it. */
export function askFor(peer: Peer, { neighbour, piece }: Choice): void {
  const { net, self, settings, state } = peer;
  if (openAt(peer, neighbour) === 0) neighbour.pinged = -1;
  noteRequest(peer, state.download, piece, neighbour.id);
  lookAfterRequests(peer);
  if (settings.slotTime === 0) setOpen(state, neighbour, false);
  net.send(self, neighbour.id, KIND.request, settings.requestBytes, piece);
}

/** Rarest first, among the neighbours that would serve me; one that owes me pieces already counts as if its own were less rare. */
export function chooseNext(peer: Peer): Choice | undefined {
  const { state, net, self } = peer;
  const { neighbours, download } = state;
  if (state.open.length === 0) return undefined;
  const first = net.random('turn', self).below(neighbours.length);
  let best: Choice | undefined;
  let bestWorth = Number.POSITIVE_INFINITY;
  for (let step = 0, compared = 0; step < neighbours.length && compared < COMPARED; step++) {
    const neighbour = neighbours[(first + step) % neighbours.length] as Neighbour;
    if (!neighbour.open) continue;
    const piece = rarestOf(peer, neighbour, 'random');
    if (piece < 0) continue;
    compared++;
    const worth = (download.rarity[piece] as number) + openAt(peer, neighbour);
    if (worth >= bestWorth) continue;
    best = { neighbour, piece };
    bestWorth = worth;
  }
  return best;
}

/** Is there anything to choose? */
export function hasChoice(peer: Peer): boolean {
  const { state } = peer;
  return state.open.some((id) => rarestOf(peer, neighbourOf(state, id) as Neighbour, 'first') >= 0);
}

/** Who would serve me this piece, if anybody: the one that owes me least. */
export function openSourceOf(peer: Peer, piece: number): Neighbour | undefined {
  const sources = peer.state.neighbours.filter((neighbour) => neighbour.open && mayAsk(peer, neighbour, piece));
  return sources.sort((a, b) => openAt(peer, a) - openAt(peer, b))[0];
}

/** Has it the piece, and have I not asked it for that yet? */
export function mayAsk(peer: Peer, neighbour: Neighbour, piece: number): boolean {
  const bit = (neighbour.held[piece >>> 5] as number) >>> (piece & 31);
  return (bit & 1) === 1 && !askedOf(peer, neighbour).includes(piece);
}

/** The rarest piece that this neighbour has and I may ask it for, or -1. */
export function rarestOf(peer: Peer, neighbour: Neighbour, ties: Ties): number {
  const { settings, net, state } = peer;
  const wanted = wantedPieces(settings, net.load);
  if (ties === 'first' || wanted <= settings.pieces) return rarestIn(peer, neighbour, ties, [0, wanted]);
  const first = nextFile(peer, state.download);
  const inFile = rarestIn(peer, neighbour, ties, [first, Math.min(wanted, first + settings.pieces)]);
  return inFile >= 0 ? inFile : rarestIn(peer, neighbour, ties, [0, wanted]);
}

export function openAt({ state }: Peer, { id }: Neighbour): number {
  let open = 0;
  for (const { from } of state.download.requests) if (from === id) open++;
  return open;
}

type Range = readonly [first: number, limit: number];

function rarestIn(peer: Peer, neighbour: Neighbour, ties: Ties, range: Range): number {
  const { net, self } = peer;
  const skipped = askedOf(peer, neighbour);
  const { piece, equals } = scan(peer, neighbour, skipped, range, 1);
  if (equals < 2 || ties === 'first') return piece;
  return scan(peer, neighbour, skipped, range, 1 + net.random('rarest', self).below(equals)).piece;
}

/** The `nth` of the rarest pieces in the range, and how many are as rare. */
function scan(
  { state }: Peer,
  neighbour: Neighbour,
  skipped: readonly number[],
  [first, limit]: Range,
  nth: number,
): { readonly piece: number; readonly equals: number } {
  const { held, asked, rarity } = state.download;
  const { underway } = neighbour;
  let rarest = -1;
  let copies = Number.POSITIVE_INFINITY;
  let equals = 0;
  for (let word = first >>> 5; word << 5 < limit; word++) {
    const missing = (neighbour.held[word] as number) & ~(held[word] as number) & ~(asked[word] as number);
    for (let rest = missing & maskBelow(limit, word) & ~maskBelow(first, word); rest !== 0; rest &= rest - 1) {
      const piece = (word << 5) + 31 - Math.clz32(rest & -rest);
      const its = (rarity[piece] as number) + (underway.length > 0 && underway.includes(piece) ? 1 : 0);
      if (its > copies || (skipped.length > 0 && skipped.includes(piece))) continue;
      equals = its < copies ? 1 : equals + 1;
      copies = its;
      if (equals <= nth) rarest = piece;
    }
  }
  return { piece: rarest, equals };
}

/** Pieces of which I want further copies, but of others: it is asked for its own, or has sent it. */
function askedOf({ state, settings }: Peer, { id }: Neighbour): readonly number[] {
  if (settings.votes === 1) return NOTHING;
  const { requests, ballots } = state.download;
  const underWay = requests.filter(({ from }) => from === id).map(({ piece }) => piece);
  const voted = ballots.filter(({ givers }) => givers.includes(id)).map(({ piece }) => piece);
  return [...underWay, ...voted];
}

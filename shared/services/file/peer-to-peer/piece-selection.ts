import { maskBelow } from '../bits.ts';
import { nextFile, noteRequest } from '../download.ts';
import { wantedPieces } from '../settings.ts';
import { lookAfterRequests } from './clock.ts';
import { NOTHING, neighbourOf, setOpen } from './neighbour-list.ts';
import type { Neighbour, Peer, PeerSight } from './terms.ts';

/** Useful neighbours that are compared for one choice: of very many, any few will do. */
const COMPARED = 8;

/** What to ask whom next. */
export interface Choice {
  readonly neighbour: Neighbour;
  readonly piece: number;
}

/** Sends a request; a slot that is for one piece is used up by it. */
export function askFor(me: Peer, { neighbour, piece }: Choice): void {
  const { settings, state } = me;
  if (openAt(me, neighbour) === 0) neighbour.pinged = -1;
  noteRequest(me, state.download, piece, neighbour.id);
  lookAfterRequests(me);
  if (settings.slotTime === 0) setOpen(state, neighbour, false);
  me.send.request(neighbour.id, piece);
}

/** Rarest first, among the neighbours that would serve me; one that owes me pieces already counts as if its own were less rare. */
export function chooseNext(me: Peer): Choice | undefined {
  const { state } = me;
  const { neighbours, download } = state;
  if (state.open.length === 0) return undefined;
  const first = me.random('turn').below(neighbours.length);
  let best: Choice | undefined;
  let bestWorth = Number.POSITIVE_INFINITY;
  for (let step = 0, compared = 0; step < neighbours.length && compared < COMPARED; step++) {
    const neighbour = neighbours[(first + step) % neighbours.length] as Neighbour;
    if (!neighbour.open) continue;
    const piece = anyRarestOf(me, neighbour);
    if (piece < 0) continue;
    compared++;
    const worth = (download.rarity[piece] as number) + openAt(me, neighbour);
    if (worth >= bestWorth) continue;
    best = { neighbour, piece };
    bestWorth = worth;
  }
  return best;
}

/** Is there anything to choose? */
export function hasChoice(me: PeerSight): boolean {
  const { state } = me;
  return state.open.some((id) => rarestOf(me, neighbourOf(state, id) as Neighbour) >= 0);
}

/** Who would serve me this piece, if anybody: the one that owes me least. */
export function openSourceOf(me: PeerSight, piece: number): Neighbour | undefined {
  const sources = me.state.neighbours.filter((neighbour) => neighbour.open && mayAsk(me, neighbour, piece));
  return sources.sort((a, b) => openAt(me, a) - openAt(me, b))[0];
}

/** Has it the piece, and have I not asked it for that yet? */
export function mayAsk(me: PeerSight, neighbour: Neighbour, piece: number): boolean {
  const bit = (neighbour.held[piece >>> 5] as number) >>> (piece & 31);
  return (bit & 1) === 1 && !askedOf(me, neighbour).includes(piece);
}

/** The rarest piece that this neighbour has and I may ask it for, or -1; of several the first. A page that only looks draws nothing. */
export function rarestOf(me: PeerSight, neighbour: Neighbour): number {
  return scan(me, neighbour, askedOf(me, neighbour), [0, wantedPieces(me)], 1).piece;
}

/** The same; ties are broken at random, so that peers don't all do the same. */
function anyRarestOf(me: Peer, neighbour: Neighbour): number {
  const { pieces } = me.settings;
  const wanted = wantedPieces(me);
  if (wanted <= pieces) return anyRarestIn(me, neighbour, [0, wanted]);
  const first = nextFile(me, me.state.download);
  const inFile = anyRarestIn(me, neighbour, [first, Math.min(wanted, first + pieces)]);
  return inFile >= 0 ? inFile : anyRarestIn(me, neighbour, [0, wanted]);
}

export function openAt({ state }: PeerSight, { id }: Neighbour): number {
  let open = 0;
  for (const { from } of state.download.requests) if (from === id) open++;
  return open;
}

type Range = readonly [first: number, limit: number];

function anyRarestIn(me: Peer, neighbour: Neighbour, range: Range): number {
  const skipped = askedOf(me, neighbour);
  const { piece, equals } = scan(me, neighbour, skipped, range, 1);
  if (equals < 2) return piece;
  return scan(me, neighbour, skipped, range, 1 + me.random('rarest').below(equals)).piece;
}

/** The `nth` of the rarest pieces in the range, and how many are as rare. */
function scan(
  { state }: PeerSight,
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
function askedOf(me: PeerSight, { id }: Neighbour): readonly number[] {
  const { state, settings } = me;
  if (settings.votes === 1) return NOTHING;
  const { requests, ballots } = state.download;
  const underWay = requests.filter(({ from }) => from === id).map(({ piece }) => piece);
  const voted = ballots.filter(({ givers }) => givers.includes(id)).map(({ piece }) => piece);
  return [...underWay, ...voted];
}

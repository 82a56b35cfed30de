import type { Micros, NodeId, Reason, Said } from '../../sim/index.ts';
import { addBit, type Bits, countBits, hasBit, noBits, removeBit } from './bits.ts';
import { corrupt, isTrue, trueContent } from './content.ts';
import type { Machine } from './machine.ts';
import { type Settings, wantedPieces } from './settings.ts';

/** A request for a piece that is on its way. */
export interface Request {
  readonly piece: number;
  readonly from: NodeId;
  /** When the piece was first asked for, and when this source was asked last. */
  readonly since: Micros;
  sent: Micros;
  tries: number;
  /** It has waited longer than the timeout. */
  late: boolean;
}

/** A piece that is fetched from several sources: what they sent so far. */
export interface Ballot {
  readonly piece: number;
  readonly since: Micros;
  readonly contents: number[];
  readonly givers: NodeId[];
}

/** What a machine has of the file and what it does to get the rest; the same on both architectures. Plain JSON. */
export interface Download {
  readonly held: Bits;
  /** Pieces of `held` whose content is corrupt. The machine can't know them: they are what it would send. */
  readonly corrupt: number[];
  /** Who gave each piece, where people may want to check it; else empty. */
  readonly givers: number[];
  /** Pieces that a person has checked. */
  readonly checked: number[];
  /** Pieces that need no further request now. */
  readonly asked: Bits;
  readonly requests: Request[];
  readonly ballots: Ballot[];
  /** How many neighbours are known to have each piece; empty where there is one source of all. */
  readonly rarity: number[];
  /** Pieces of the file itself. */
  count: number;
  done: boolean;
  readonly recent: Said[];
}

export function newDownload(settings: Settings, held: Bits, rarity: number[] = []): Download {
  const { allPieces, pieces, hashCheck } = settings;
  const count = countBits(held, pieces);
  return {
    held,
    asked: noBits(allPieces),
    rarity,
    requests: [],
    done: count === pieces,
    count,
    corrupt: [],
    givers: hashCheck ? [] : new Array<number>(allPieces).fill(-1),
    checked: [],
    ballots: [],
    recent: [],
  };
}

export function requestOf({ requests }: Download, piece: number, from?: NodeId): Request | undefined {
  return requests.find((one) => one.piece === piece && (from === undefined || one.from === from));
}

/** May this piece be asked for now? */
export function isOpen({ net, settings }: Machine, { held, asked }: Download, piece: number): boolean {
  return piece < wantedPieces(settings, net.load) && !hasBit(held, piece) && !hasBit(asked, piece);
}

/** Notes that `from` is asked for the piece. */
export function noteRequest(machine: Machine, download: Download, piece: number, from: NodeId): void {
  const { net, self, settings } = machine;
  const ballot = settings.votes > 1 ? ballotOf(download, piece) : undefined;
  const isNew = ballot === undefined && requestOf(download, piece) === undefined;
  if (isNew) net.fact('asked', self, from, piece);
  const since = ballot?.since ?? net.now;
  if (isNew && settings.votes > 1) download.ballots.push({ piece, since, contents: [], givers: [] });
  download.requests.push({ piece, from, since, sent: net.now, tries: 1, late: false });
  noteNeed(machine, download, piece);
}

/** Gives a request up: the piece may be asked for again. */
export function giveUp(machine: Machine, download: Download, request: Request, reason: Reason): void {
  const { net, self } = machine;
  removeRequest(download, request);
  const ballot = ballotOf(download, request.piece);
  const goesOn = requestOf(download, request.piece) !== undefined || (ballot?.contents.length ?? 0) > 0;
  if (!goesOn) {
    removeBallot(download, request.piece);
    net.fact('failed', self, request.from, request.piece, 0, reason);
  }
  noteNeed(machine, download, request.piece);
}

/** Marks the requests that have waited too long; returns how many are new. */
export function markLate({ net, settings }: Machine, { requests }: Download): number {
  if (settings.timeout === 0) return 0;
  let marked = 0;
  for (const request of requests) {
    if (request.late || net.now - request.sent < settings.timeout) continue;
    request.late = true;
    marked++;
  }
  return marked;
}

/** Takes a piece out again: it was found corrupt after it had been stored. */
export function discard({ net, self, settings }: Machine, download: Download, piece: number): void {
  removeBit(download.held, piece);
  const at = download.corrupt.indexOf(piece);
  if (at >= 0) download.corrupt.splice(at, 1);
  if (piece < settings.pieces) download.count--;
  download.done = false;
  const giver = (download.givers[piece] ?? -1) as NodeId | -1;
  net.fact('corrupt-rejected', self, giver, piece);
  net.fact('dropped-copy', self, -1, piece, 0, 'corrupt');
  net.fact('defence', self, giver, piece, settings.pieceBytes);
}

/** The content of a piece that lies here. */
export function contentOf({ corrupt: bad }: Download, piece: number): number {
  const sound = trueContent(piece);
  return bad.length > 0 && bad.includes(piece) ? corrupt(sound) : sound;
}

export function ballotOf({ ballots }: Download, piece: number): Ballot | undefined {
  return ballots.length === 0 ? undefined : ballots.find((one) => one.piece === piece);
}

export function removeRequest({ requests }: Download, request: Request): void {
  requests.splice(requests.indexOf(request), 1);
}

export function removeBallot({ ballots }: Download, piece: number): void {
  const at = ballots.findIndex((one) => one.piece === piece);
  if (at >= 0) ballots.splice(at, 1);
}

/** Keeps `asked` true: a piece needs no further request when as many sources have answered or are asked as it takes. */
export function noteNeed(machine: Machine, download: Download, piece: number): void {
  const underWay = download.requests.reduce((count, one) => count + (one.piece === piece ? 1 : 0), 0);
  const voted = ballotOf(download, piece)?.contents.length ?? 0;
  if (underWay + voted >= votesNeeded(machine, download, piece)) addBit(download.asked, piece);
  else removeBit(download.asked, piece);
}

/** From how many sources a piece is fetched. While fewer have it than should vote, an odd number of them must do. */
export function votesNeeded({ settings }: Machine, { rarity }: Download, piece: number): number {
  const { votes } = settings;
  const known = votes === 1 ? 1 : (rarity[piece] ?? 1);
  if (known >= votes) return votes;
  return Math.max(1, known % 2 === 0 ? known - 1 : known);
}

/** Puts a piece into the store; writes what the measures count. */
export function store(
  machine: Machine,
  download: Download,
  taken: { readonly piece: number; readonly content: number; readonly giver: NodeId; readonly since: Micros },
): void {
  const { net, self, settings } = machine;
  const { piece, content, giver, since } = taken;
  addBit(download.held, piece);
  for (let other = requestOf(download, piece); other !== undefined; other = requestOf(download, piece)) {
    removeRequest(download, other);
  }
  if (download.givers.length > 0) download.givers[piece] = giver;
  net.fact('got', self, giver, piece, net.now - since);
  net.fact('stored', self, giver, piece);
  if (!isTrue(piece, content)) {
    download.corrupt.push(piece);
    net.fact('corrupt-accepted', self, giver, piece);
  }
  if (piece < settings.pieces) download.count++;
  if (download.done || download.count < settings.pieces) return;
  download.done = true;
  net.fact('done', self);
}

/**
 * Which file to go on with, as the number of its first piece: in a rush people want several, and each piece that is missing is as likely to
 * be the next one, on both architectures alike.
 */
export function nextFile(machine: Machine, download: Download): number {
  const { net, self, settings } = machine;
  const wanted = wantedPieces(settings, net.load);
  if (wanted <= settings.pieces) return 0;
  const first = net.random('file', self).below(wanted);
  for (let step = 0; step < wanted; step++) {
    const piece = (first + step) % wanted;
    if (isOpen(machine, download, piece)) return piece - (piece % settings.pieces);
  }
  return 0;
}

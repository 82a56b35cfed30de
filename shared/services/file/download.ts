import type { Micros, NodeId, Reason } from '../../sim/index.ts';
import { addBit, type Bits, countBits, hasBit, noBits, removeBit } from './bits.ts';
import { corrupt, isTrue, trueContent } from './piece-content.ts';
import { type Machine, type MachineSight, type Settings, wantedPieces } from './settings.ts';

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
  };
}

export function requestOf({ requests }: Download, piece: number, from?: NodeId): Request | undefined {
  return requests.find((one) => one.piece === piece && (from === undefined || one.from === from));
}

/** May this piece be asked for now? */
export function isOpen(me: MachineSight, { held, asked }: Download, piece: number): boolean {
  return piece < wantedPieces(me) && !hasBit(held, piece) && !hasBit(asked, piece);
}

/** Notes that `from` is asked for the piece. */
export function noteRequest(me: Machine, download: Download, piece: number, from: NodeId): void {
  const { settings } = me;
  const ballot = settings.votes > 1 ? ballotOf(download, piece) : undefined;
  const isNew = ballot === undefined && requestOf(download, piece) === undefined;
  if (isNew) me.fact('asked', from, piece);
  const since = ballot?.since ?? me.now;
  if (isNew && settings.votes > 1) download.ballots.push({ piece, since, contents: [], givers: [] });
  download.requests.push({ piece, from, since, sent: me.now, tries: 1, late: false });
  noteNeed(me, download, piece);
}

/** Gives a request up: the piece may be asked for again. */
export function giveUp(me: Machine, download: Download, request: Request, reason: Reason): void {
  removeRequest(download, request);
  const ballot = ballotOf(download, request.piece);
  const goesOn = requestOf(download, request.piece) !== undefined || (ballot?.contents.length ?? 0) > 0;
  if (!goesOn) {
    removeBallot(download, request.piece);
    me.fact('failed', request.from, request.piece, 0, reason);
  }
  noteNeed(me, download, request.piece);
}

/** Marks the requests that have waited too long; returns how many are new. */
export function markLate(me: Machine, { requests }: Download): number {
  const { settings } = me;
  if (settings.timeout === 0) return 0;
  let marked = 0;
  for (const request of requests) {
    if (request.late || me.now - request.sent < settings.timeout) continue;
    request.late = true;
    marked++;
  }
  return marked;
}

/** Takes a piece out again: it was found corrupt after it had been stored. */
export function discard(me: Machine, download: Download, piece: number): void {
  const { settings } = me;
  removeBit(download.held, piece);
  const at = download.corrupt.indexOf(piece);
  if (at >= 0) download.corrupt.splice(at, 1);
  if (piece < settings.pieces) download.count--;
  download.done = false;
  const giver = (download.givers[piece] ?? -1) as NodeId | -1;
  me.fact('corrupt-rejected', giver, piece);
  me.fact('dropped-copy', -1, piece, 0, 'corrupt');
  me.fact('defence', giver, piece, settings.pieceBytes);
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
export function noteNeed(me: Machine, download: Download, piece: number): void {
  const underWay = download.requests.reduce((count, one) => count + (one.piece === piece ? 1 : 0), 0);
  const voted = ballotOf(download, piece)?.contents.length ?? 0;
  if (underWay + voted >= votesNeeded(me, download, piece)) addBit(download.asked, piece);
  else removeBit(download.asked, piece);
}

/** From how many sources a piece is fetched. While fewer have it than should vote, an odd number of them must do. */
export function votesNeeded(me: Machine, { rarity }: Download, piece: number): number {
  const { settings } = me;
  const { votes } = settings;
  const known = votes === 1 ? 1 : (rarity[piece] ?? 1);
  if (known >= votes) return votes;
  return Math.max(1, known % 2 === 0 ? known - 1 : known);
}

/** Puts a piece into the store; writes what the measures count. */
export function store(
  me: Machine,
  download: Download,
  taken: { readonly piece: number; readonly content: number; readonly giver: NodeId; readonly since: Micros },
): void {
  const { settings } = me;
  const { piece, content, giver, since } = taken;
  addBit(download.held, piece);
  for (let other = requestOf(download, piece); other !== undefined; other = requestOf(download, piece)) {
    removeRequest(download, other);
  }
  if (download.givers.length > 0) download.givers[piece] = giver;
  me.fact('got', giver, piece, me.now - since);
  me.fact('stored', giver, piece);
  if (!isTrue(piece, content)) {
    download.corrupt.push(piece);
    me.fact('corrupt-accepted', giver, piece);
  }
  if (piece < settings.pieces) download.count++;
  if (download.done || download.count < settings.pieces) return;
  download.done = true;
  me.fact('done');
}

/**
 * Which file to go on with, as the number of its first piece: in a rush people want several, and each piece that is missing is as likely to
 * be the next one, on both architectures alike.
 */
export function nextFile(me: Machine, download: Download): number {
  const { settings } = me;
  const wanted = wantedPieces(me);
  if (wanted <= settings.pieces) return 0;
  const first = me.random('file').below(wanted);
  for (let step = 0; step < wanted; step++) {
    const piece = (first + step) % wanted;
    if (isOpen(me, download, piece)) return piece - (piece % settings.pieces);
  }
  return 0;
}

import { type NodeId, type Refusal, seconds } from '../../../sim/index.ts';
import { hasBit } from '../bits.ts';
import { giveUp, isOpen, nextFile, noteRequest, type Request, requestOf } from '../download.ts';
import { wantedPieces } from '../settings.ts';
import { no, pieceName, remember } from '../texts.ts';
import { bestContact, contactOf, isSilent } from './contacts.ts';
import type { Client, ClientSight } from './terms.ts';

interface About {
  readonly piece: number | null;
}
interface Asked extends About {
  readonly from: NodeId | null;
}

/** A request is not repeated sooner: who taps faster would only make the queue longer. */
const RETRY_AFTER = seconds(2);

/** Asks for the next pieces, or for one; of the source that answers best, or of one. */
export const request = {
  whyNot(me: ClientSight, { piece, from }: Asked): Refusal | undefined {
    const { settings, state } = me;
    const { download } = state;
    if (from !== null && contactOf(state, from) === undefined) return no('not-a-source');
    if (piece === null && nextPiece(me) < 0) return no(download.done ? 'have-all' : 'nothing-left');
    if (piece !== null) {
      if (piece >= wantedPieces(me)) return no('no-such-piece');
      const args = { piece: pieceName(piece) };
      if (hasBit(download.held, piece)) return no('have-it', args);
      if (requestOf(download, piece) !== undefined) return no('asked-already', args);
    }
    return download.requests.length >= settings.window ? no('window-full', { n: settings.window }) : undefined;
  },
  do: (me: Client, { piece, from }: Asked): void => (piece === null ? sendSome(me, from) : send(me, piece, from)),
};

/** Takes a request back. */
export const cancel = {
  whyNot: ({ state }: ClientSight, { piece }: About): Refusal | undefined =>
    piece === null || requestOf(state.download, piece) === undefined ? no('not-asked') : undefined,
  do(me: Client, { piece }: About): void {
    const open = piece === null ? undefined : requestOf(me.state.download, piece);
    if (open === undefined) return;
    me.send.cancel(open.from, open.piece);
    giveUp(me, me.state.download, open, 'cancelled');
    remember(me.state, 'client.cancelled', { piece: pieceName(open.piece) });
  },
};

/** Sends a request once more. */
export const retry = {
  whyNot({ state, now }: ClientSight, { piece }: About): Refusal | undefined {
    const open = piece === null ? undefined : requestOf(state.download, piece);
    if (open === undefined) return no('not-asked');
    return now - open.sent < RETRY_AFTER ? no('too-soon') : undefined;
  },
  do(me: Client, { piece }: About): void {
    const open = piece === null ? undefined : requestOf(me.state.download, piece);
    if (open === undefined) return;
    const asked = contactOf(me.state, open.from);
    const stays = asked !== undefined && !isSilent(asked, me.now);
    resend(me, open, stays ? asked.node : bestContact(me).node);
    remember(me.state, 'client.retried', { piece: pieceName(open.piece) });
  },
};

/** Sends an open request once more, to the same source or to another one. */
export function resend(me: Client, open: Request, to: NodeId): void {
  const { requests } = me.state.download;
  const { piece, since, tries } = open;
  requests[requests.indexOf(open)] = { piece, from: to, since, sent: me.now, tries: tries + 1, late: false };
  me.send.request(to, piece);
}

/** The first piece from this one on that is needed and not asked for, or the first of all, or -1. */
export function nextPiece(me: ClientSight, from = 0): number {
  const { download } = me.state;
  const wanted = wantedPieces(me);
  for (let piece = from; piece < wanted; piece++) if (isOpen(me, download, piece)) return piece;
  for (let piece = 0; piece < from; piece++) if (isOpen(me, download, piece)) return piece;
  return -1;
}

/** What one tap asks for. */
function sendSome(me: Client, from: NodeId | null): void {
  const { download } = me.state;
  const { atOnce, window } = me.settings;
  for (let sent = 0; sent < atOnce && download.requests.length < window; sent++) {
    const next = nextPiece(me, nextFile(me, download));
    if (next < 0) return;
    send(me, next, from);
  }
}

function send(me: Client, piece: number, from: NodeId | null): void {
  const node = from ?? bestContact(me).node;
  noteRequest(me, me.state.download, piece, node);
  me.send.request(node, piece);
}

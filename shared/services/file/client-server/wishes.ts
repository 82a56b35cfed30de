import type { Action, Refusal } from '../../../sim/index.ts';
import { seconds } from '../../../sim/index.ts';
import { hasBit } from '../bits.ts';
import { giveUp, isOpen, nextFile, noteRequest, requestOf } from '../download.ts';
import { type Machine, remember } from '../machine.ts';
import { type Deed, indexIn, isRefusal, no } from '../refusal.ts';
import { wantedPieces } from '../settings.ts';
import { resend } from './client.ts';
import { bestContact, contactOf, isSilent } from './contacts.ts';
import { type ClientState, type Contact, KIND } from './state.ts';

/** A request is not repeated sooner: who taps faster would only make the queue longer. */
export const RETRY_AFTER = seconds(2);

/** The verbs of a client. */
export function wish(machine: Machine, client: ClientState, action: Action): Refusal | Deed {
  const piece = indexIn(action, 'piece', machine.settings.allPieces);
  if (isRefusal(piece)) return piece;
  switch (action.type) {
    case 'request':
      return request(machine, client, piece, action);
    case 'cancel':
      return cancel(machine, client, piece);
    case 'retry':
      return retry(machine, client, piece);
    default:
      return no('not-your-role');
  }
}

/** Keeps half of the window open, repeats what is late with longer and longer pauses, rests after a refusal. */
export function clientAutopilot(machine: Machine, client: ClientState): Action | undefined {
  const { net, settings } = machine;
  if (net.now < client.restUntil) return undefined;
  const { requests } = client.download;
  const due = requests.find(({ late, sent, tries }) => late && net.now - sent >= settings.timeout * 2 ** (tries - 1));
  if (due !== undefined) return { type: 'retry', piece: due.piece };
  const target = settings.ideal ? settings.window : Math.ceil(settings.window / 2);
  return requests.length < target && nextPiece(machine, client) >= 0 ? { type: 'request' } : undefined;
}

/** The first piece from this one on that is needed and not asked for, or the first of all, or -1. */
export function nextPiece(machine: Machine, { download }: ClientState, from = 0): number {
  const wanted = wantedPieces(machine.settings, machine.net.load);
  for (let piece = from; piece < wanted; piece++) if (isOpen(machine, download, piece)) return piece;
  for (let piece = 0; piece < from; piece++) if (isOpen(machine, download, piece)) return piece;
  return -1;
}

function request(machine: Machine, client: ClientState, piece: number, action: Action): Refusal | Deed {
  const { settings, net } = machine;
  const { download } = client;
  const source = sourceIn(machine, client, action);
  if (isRefusal(source)) return source;
  if (piece >= wantedPieces(settings, net.load)) return no('no-such-piece');
  if (piece >= 0 && hasBit(download.held, piece)) return no('have-it', { piece: piece + 1 });
  if (piece >= 0 && requestOf(download, piece) !== undefined) return no('asked-already', { piece: piece + 1 });
  if (piece < 0 && nextPiece(machine, client) < 0) return no(download.done ? 'have-all' : 'nothing-left');
  if (download.requests.length >= settings.window) return no('window-full', { n: settings.window });
  return () => (piece >= 0 ? send(machine, client, piece, source) : sendSome(machine, client, source));
}

/** What one tap asks for. */
function sendSome(machine: Machine, client: ClientState, source: Contact | undefined): void {
  const { atOnce, window } = machine.settings;
  for (let sent = 0; sent < atOnce && client.download.requests.length < window; sent++) {
    const next = nextPiece(machine, client, nextFile(machine, client.download));
    if (next < 0) return;
    send(machine, client, next, source);
  }
}

function send(machine: Machine, client: ClientState, piece: number, source: Contact | undefined): void {
  const { net, self, settings } = machine;
  const { node } = source ?? bestContact(machine, client);
  noteRequest(machine, client.download, piece, node);
  net.send(self, node, KIND.request, settings.requestBytes, piece);
}

function cancel(machine: Machine, client: ClientState, piece: number): Refusal | Deed {
  const { net, self, settings } = machine;
  const open = requestOf(client.download, piece);
  if (open === undefined) return no('not-asked');
  return () => {
    net.send(self, open.from, KIND.cancel, settings.controlBytes, piece);
    giveUp(machine, client.download, open, 'cancelled');
    remember(client.download.recent, 'client.cancelled', { piece: piece + 1 });
  };
}

function retry(machine: Machine, client: ClientState, piece: number): Refusal | Deed {
  const { net } = machine;
  const open = requestOf(client.download, piece);
  if (open === undefined) return no('not-asked');
  if (net.now - open.sent < RETRY_AFTER) return no('too-soon');
  return () => {
    const asked = contactOf(client, open.from);
    const stays = asked !== undefined && !isSilent(asked, net.now);
    resend(machine, client, open, stays ? asked.node : bestContact(machine, client).node);
    remember(client.download.recent, 'client.retried', { piece: piece + 1 });
  };
}

function sourceIn(machine: Machine, client: ClientState, action: Action): Contact | undefined | Refusal {
  const node = indexIn(action, 'from', machine.net.size);
  if (isRefusal(node)) return node;
  if (node === -1) return undefined;
  return client.contacts.find((contact) => contact.node === node) ?? no('not-a-source');
}

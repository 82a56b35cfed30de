import { type Message, type Micros, micros, type NodeId, type Reason, seconds } from '../../../sim/index.ts';
import { arrive } from '../arrival.ts';
import { giveUp, markLate, type Request, requestOf } from '../download.ts';
import { type Machine, remember } from '../machine.ts';
import { readNo, readPiece } from '../pieces.ts';
import { contactOf, hear, isSilent, meet, pingQuiet } from './contacts.ts';
import { type ClientState, type Contact, KIND } from './state.ts';

/** How often a client looks at its clock. */
export const CLIENT_PERIOD = seconds(1);
const LONGEST_REST = 8;

/** What a client does when it starts or comes back; without a timeout it never needs its clock. */
export function clientStarts({ net, self, settings }: Machine): void {
  if (settings.timeout === 0) return;
  net.after(self, micros(CLIENT_PERIOD * net.random('clock', self).unit()), 0);
}

export function clientTick(machine: Machine, client: ClientState): void {
  const { net, self } = machine;
  net.after(self, CLIENT_PERIOD, 0);
  const late = markLate(machine, client.download);
  if (late > 0) remember(client.download.recent, 'client.late', { n: late });
  const silent = client.contacts.filter((contact) => isSilent(contact, net.now)).length;
  pingQuiet(machine, client);
  if (silent < client.contacts.filter((contact) => isSilent(contact, net.now)).length) {
    remember(client.download.recent, 'client.silence');
  }
}

export function clientHears(machine: Machine, client: ClientState, message: Message): void {
  const contact = contactOf(client, message.from);
  if (contact === undefined) return;
  if (isSilent(contact, machine.net.now)) remember(client.download.recent, 'client.back', { who: contact.node });
  hear(machine, contact);
  switch (message.kind) {
    case KIND.piece:
      return takePiece(machine, client, message);
    case KIND.refusal: {
      const { piece, reason } = readNo(message.body);
      return refused(machine, client, requestOf(client.download, piece, message.from), reason);
    }
    case KIND.pong:
      return takePong(machine, client, contact, message.body as readonly number[]);
    case KIND.mirrors:
      remember(client.download.recent, 'client.mirror');
      return meet(machine, client, message.body as readonly NodeId[]);
  }
}

/** The machine goes: what it had asked for comes to nobody. */
export function clientFalls(machine: Machine, client: ClientState, reason: Reason): void {
  const { download } = client;
  for (const request of [...download.requests]) giveUp(machine, download, request, reason);
}

/** Sends an open request once more, to the same source or to another one. */
export function resend(machine: Machine, client: ClientState, request: Request, to: NodeId): void {
  const { net, self, settings } = machine;
  const { requests } = client.download;
  const { piece, since, tries } = request;
  requests[requests.indexOf(request)] = { piece, from: to, since, sent: net.now, tries: tries + 1, late: false };
  net.send(self, to, KIND.request, settings.requestBytes, piece);
}

function takePiece(machine: Machine, client: ClientState, message: Message): void {
  const { piece, content } = readPiece(message.body);
  const { download } = client;
  const { kind } = arrive(machine, download, piece, content, message.from);
  if (kind === 'stored') client.strikes = 0;
  if (kind === 'duplicate') remember(download.recent, 'client.twice', { piece: piece + 1 });
  else if (kind === 'corrupt') remember(download.recent, 'client.corrupt', { piece: piece + 1, who: message.from });
  else if (download.done) remember(download.recent, 'client.all');
  else remember(download.recent, 'client.got', { piece: piece + 1, who: message.from });
}

function refused(machine: Machine, client: ClientState, request: Request | undefined, reason: Reason): void {
  const { net, self } = machine;
  if (request === undefined) return;
  giveUp(machine, client.download, request, reason);
  client.strikes++;
  const rest = Math.min(LONGEST_REST, 2 ** (client.strikes - 1)) * (0.75 + 0.5 * net.random('rest', self).unit());
  client.restUntil = (net.now + seconds(rest)) as Micros;
  remember(client.download.recent, `client.refused.${reason}`, { piece: request.piece + 1 });
}

/** A source that has started again has forgotten what I asked it: I ask once more. */
function takePong(machine: Machine, client: ClientState, contact: Contact, body: readonly number[]): void {
  const [boots = 0, ahead = -1, ...mirrors] = body;
  const isNew = contact.boots >= 0 && boots !== contact.boots;
  contact.boots = boots;
  contact.ahead = ahead;
  meet(machine, client, mirrors as NodeId[]);
  if (!isNew) return;
  for (const request of [...client.download.requests]) {
    if (request.from === contact.node) resend(machine, client, request, contact.node);
  }
}

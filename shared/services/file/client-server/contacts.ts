import { type NodeId, seconds } from '../../../sim/index.ts';
import type { Machine } from '../machine.ts';
import { type ClientState, type Contact, KIND } from './state.ts';

/** After so long without a word a client asks whether its source is still there, and after as long again it says that it is not. */
export const QUIET = seconds(2);

export function contactOf({ contacts }: ClientState, node: NodeId): Contact | undefined {
  return contacts.find((contact) => contact.node === node);
}

/** Does it leave my pings without an answer? */
export function isSilent({ pinged }: Contact, now: number): boolean {
  return pinged >= 0 && now - pinged >= QUIET;
}

/** Hears from a source: it is there. */
export function hear({ net }: Machine, contact: Contact): void {
  contact.heard = net.now;
  contact.pinged = -1;
}

/** New mirrors join the contacts; they are never taken off, since a silent one is not asked. */
export function meet({ net }: Machine, client: ClientState, mirrors: readonly NodeId[]): void {
  for (const node of mirrors) {
    if (contactOf(client, node) !== undefined) continue;
    client.contacts.push({ node, heard: net.now, pinged: -1, boots: -1, ahead: -1 });
  }
}

/** Where the next request goes: to a source that answers, with the fewest of mine open, the nearest in the list. */
export function bestContact({ net, self }: Machine, client: ClientState): Contact {
  const openAt = (contact: Contact): number =>
    client.download.requests.reduce((count, { from }) => count + (from === contact.node ? 1 : 0), 0);
  const worth = (contact: Contact): number => openAt(contact) + (isSilent(contact, net.now) ? 1000 : 0);
  const { contacts } = client;
  const first = contacts.length === 1 ? 0 : net.random('source', self).below(contacts.length);
  let best = contacts[first] as Contact;
  for (const contact of contacts) if (worth(contact) < worth(best)) best = contact;
  return best;
}

/** Asks each source that owes me something and has said nothing for a while whether it is there. */
export function pingQuiet({ net, self, settings }: Machine, client: ClientState): void {
  for (const contact of client.contacts) {
    const owing = client.download.requests.find(({ from }) => from === contact.node);
    if (owing === undefined) {
      contact.pinged = -1;
      continue;
    }
    if (net.now - Math.max(contact.heard, owing.sent) < QUIET && contact.pinged < 0) continue;
    if (contact.pinged < 0) contact.pinged = net.now;
    net.send(self, contact.node, KIND.ping, settings.controlBytes, null);
  }
}

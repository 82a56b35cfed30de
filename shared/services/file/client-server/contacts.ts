import { type NodeId, seconds } from '../../../sim/index.ts';
import type { Client, ClientState, Contact } from './terms.ts';

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
export function hear(me: Client, contact: Contact): void {
  contact.heard = me.now;
  contact.pinged = -1;
}

/** New mirrors join the contacts; they are never taken off, since a silent one is not asked. */
export function meet(me: Client, mirrors: readonly NodeId[]): void {
  for (const node of mirrors) {
    if (contactOf(me.state, node) !== undefined) continue;
    me.state.contacts.push({ node, heard: me.now, pinged: -1, boots: -1, ahead: -1 });
  }
}

/** Where the next request goes: to a source that answers, with the fewest of mine open, the nearest in the list. */
export function bestContact(me: Client): Contact {
  const openAt = (contact: Contact): number =>
    me.state.download.requests.reduce((count, { from }) => count + (from === contact.node ? 1 : 0), 0);
  const worth = (contact: Contact): number => openAt(contact) + (isSilent(contact, me.now) ? 1000 : 0);
  const { contacts } = me.state;
  const first = contacts.length === 1 ? 0 : me.random('source').below(contacts.length);
  let best = contacts[first] as Contact;
  for (const contact of contacts) if (worth(contact) < worth(best)) best = contact;
  return best;
}

/** Asks each source that owes me something and has said nothing for a while whether it is there. */
export function pingQuiet(me: Client): void {
  const { contacts, download } = me.state;
  for (const contact of contacts) {
    const owing = download.requests.find(({ from }) => from === contact.node);
    if (owing === undefined) {
      contact.pinged = -1;
      continue;
    }
    if (me.now - Math.max(contact.heard, owing.sent) < QUIET && contact.pinged < 0) continue;
    if (contact.pinged < 0) contact.pinged = me.now;
    me.send.ping(contact.node);
  }
}

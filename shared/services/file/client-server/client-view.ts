import type { Action, Said } from '../../../sim/index.ts';
import type { Neighbour, PlayerView, VerbOffer } from '../../contract.ts';
import { isOpen } from '../download.ts';
import type { Machine } from '../machine.ts';
import { offer, say, wholeSeconds } from '../offer.ts';
import { wantedPieces } from '../settings.ts';
import { isSilent } from './contacts.ts';
import type { ClientState, Contact } from './state.ts';
import { wish } from './wishes.ts';

const MOST_OFFERS = 5;

/** What a client's player sees: built from the client's own state. */
export function clientView(machine: Machine, client: ClientState, isUp: boolean): PlayerView {
  const { download } = client;
  const { settings } = machine;
  const [status, mood] = isUp ? statusOf(machine, client) : ([say('me.down'), 'bad'] as const);
  return {
    role: 'client',
    status,
    mood,
    job: { label: say('job.file'), done: download.count, total: settings.pieces },
    verbs: verbsOf(machine, client),
    offers: offersOf(machine, client),
    neighbours: client.contacts.map((contact) => noteOf(machine, client, contact)),
    recent: [...download.recent],
  };
}

type Status = readonly [Said, PlayerView['mood']];

function statusOf(machine: Machine, client: ClientState): Status {
  const { net } = machine;
  const { download, contacts } = client;
  const open = download.requests.length;
  const silent = contacts.filter((contact) => isSilent(contact, net.now));
  if (download.done && open === 0) return [say('client.done'), 'good'];
  if (silent.length > 0 && silent.length === contacts.length) {
    const since = Math.min(...silent.map(({ pinged }) => pinged));
    const s = wholeSeconds(net.now - since);
    return [open > 0 ? say('client.server-silent', { s, n: open }) : say('client.server-silent-alone', { s }), 'bad'];
  }
  const late = download.requests.filter((request) => request.late).length;
  if (late > 0) return [say('client.are-late', { n: late }), 'bad'];
  if (open > 0) return [waiting(client), 'waiting'];
  if (net.now < client.restUntil) {
    return [say('client.rests', { s: Math.max(1, wholeSeconds(client.restUntil - net.now)) }), 'waiting'];
  }
  return [say(download.count === 0 ? 'client.start' : 'client.free'), 'good'];
}

/** Where the queue was asked about, it says how many are before mine. */
function waiting({ download, contacts }: ClientState): Said {
  const n = download.requests.length;
  const ahead = Math.max(...contacts.map((contact) => contact.ahead));
  return ahead > 0 ? say('client.waits-behind', { n, ahead }) : say('client.waits', { n });
}

function verbsOf(machine: Machine, client: ClientState): VerbOffer[] {
  const { requests } = client.download;
  const oldest = requests.reduce(
    (first, one) => (first === undefined || one.sent < first.sent ? one : first),
    requests[0],
  );
  const about = oldest === undefined ? {} : { piece: oldest.piece };
  const args = { piece: (oldest?.piece ?? 0) + 1 };
  const ask = { type: 'request' };
  const again = { type: 'retry', ...about };
  const stop = { type: 'cancel', ...about };
  const word = (verb: string): string => (oldest === undefined ? `${verb}-none` : verb);
  return [
    offer('request', 'request', ask, wish(machine, client, ask), { n: machine.settings.atOnce }),
    offer('retry', word('retry'), again, wish(machine, client, again), args),
    offer('cancel', word('cancel'), stop, wish(machine, client, stop), args),
  ];
}

/** The next pieces one by one, each from each source; what is late comes first. */
function offersOf(machine: Machine, client: ClientState): VerbOffer[] {
  const { download, contacts } = client;
  const late = download.requests.filter((request) => request.late);
  const offers = late.map(({ piece, sent }) => {
    const action: Action = { type: 'retry', piece };
    const args = { piece: piece + 1, s: wholeSeconds(machine.net.now - sent) };
    return offer(`retry-${piece}`, 'retry-late', action, wish(machine, client, action), args);
  });
  const wanted = wantedPieces(machine.settings, machine.net.load);
  for (let piece = 0; piece < wanted && offers.length < MOST_OFFERS; piece++) {
    if (!isOpen(machine, download, piece)) continue;
    for (const { node } of contacts) {
      const action: Action = { type: 'request', piece, from: node };
      const args = { piece: piece + 1, who: node };
      offers.push(offer(`request-${piece}-${node}`, 'request-from', action, wish(machine, client, action), args));
    }
  }
  return offers.slice(0, MOST_OFFERS);
}

function noteOf({ net }: Machine, { download }: ClientState, contact: Contact): Neighbour {
  const { node, ahead } = contact;
  if (isSilent(contact, net.now)) return { node, note: say('note.silent'), mood: 'bad' };
  const n = download.requests.filter(({ from }) => from === node).length;
  if (n === 0) return { node, note: say('note.source'), mood: 'good' };
  return { node, note: ahead > 0 ? say('note.ahead', { n: ahead }) : say('note.owes', { n }), mood: 'neutral' };
}

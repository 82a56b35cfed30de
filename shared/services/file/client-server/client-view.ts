import type { Said } from '../../../sim/index.ts';
import type { Neighbour, VerbOffer } from '../../contract.ts';
import type { RoleView } from '../../kit/index.ts';
import { isOpen, type Request } from '../download.ts';
import { wantedPieces } from '../settings.ts';
import { pieceName, said, wholeSeconds } from '../texts.ts';
import { isSilent } from './contacts.ts';
import type { ClientSight, ClientState, Contact } from './terms.ts';

type Status = Pick<RoleView, 'status' | 'mood'>;

const MOST_OFFERS = 5;

/** The screen of a client's player. */
export function clientView(me: ClientSight): RoleView {
  const { download, contacts } = me.state;
  return {
    ...statusOf(me),
    job: { label: said('job.file'), done: download.count, total: me.settings.pieces },
    verbs: verbsOf(me),
    offers: offersOf(me),
    neighbours: contacts.map((contact) => neighbourOf(me, contact)),
  };
}

function statusOf({ isUp, now, state }: ClientSight): Status {
  if (!isUp) return { status: said('status.down'), mood: 'bad' };
  const { download, contacts, restUntil } = state;
  const { length: open } = download.requests;
  if (download.done && open === 0) return { status: said('status.client.done'), mood: 'good' };
  if (contacts.length > 0 && contacts.every((contact) => isSilent(contact, now))) return silence(contacts, open, now);
  const { length: late } = download.requests.filter((request) => request.late);
  if (late > 0) return { status: said('status.client.are-late', { n: late }), mood: 'bad' };
  if (open > 0) return { status: waiting(state), mood: 'waiting' };
  if (now < restUntil) {
    const s = Math.max(1, wholeSeconds(restUntil - now));
    return { status: said('status.client.rests', { s }), mood: 'waiting' };
  }
  return { status: said(download.count === 0 ? 'status.client.start' : 'status.client.free'), mood: 'good' };
}

function silence(contacts: readonly Contact[], n: number, now: number): Status {
  const s = wholeSeconds(now - Math.min(...contacts.map(({ pinged }) => pinged)));
  const status =
    n > 0 ? said('status.client.server-silent', { s, n }) : said('status.client.server-silent-alone', { s });
  return { status, mood: 'bad' };
}

/** Where the queue was asked about, it says how many are before mine. */
function waiting({ download, contacts }: ClientState): Said {
  const { length: n } = download.requests;
  const ahead = Math.max(...contacts.map((contact) => contact.ahead));
  return ahead > 0 ? said('status.client.waits-behind', { n, ahead }) : said('status.client.waits', { n });
}

function verbsOf(me: ClientSight): VerbOffer[] {
  const { requests } = me.state.download;
  const oldest = requests.reduce<Request | undefined>(
    (first, one) => (first === undefined || one.sent < first.sent ? one : first),
    undefined,
  );
  return [
    me.offer('request', { piece: null, from: null }, { id: 'request', args: { n: me.settings.atOnce } }),
    about(me, 'retry', oldest),
    about(me, 'cancel', oldest),
  ];
}

function about(me: ClientSight, verb: 'retry' | 'cancel', request: Request | undefined): VerbOffer {
  if (request === undefined) return me.offer(verb, { piece: null }, { id: verb, words: `${verb}-none` });
  return me.offer(verb, { piece: request.piece }, { id: verb, args: { piece: pieceName(request.piece) } });
}

/** The next pieces one by one, each from each source; what is late comes first. */
function offersOf(me: ClientSight): VerbOffer[] {
  const { download, contacts } = me.state;
  const late = download.requests.filter((request) => request.late);
  const offers = late.map(({ piece, sent }) => {
    const args = { piece: pieceName(piece), s: wholeSeconds(me.now - sent) };
    return me.offer('retry', { piece }, { words: 'retry-late', args });
  });
  const wanted = wantedPieces(me);
  for (let piece = 0; piece < wanted && offers.length < MOST_OFFERS; piece++) {
    if (!isOpen(me, download, piece)) continue;
    for (const { node } of contacts) {
      const args = { piece: pieceName(piece), who: node };
      offers.push(me.offer('request', { piece, from: node }, { words: 'request-from', args }));
    }
  }
  return offers.slice(0, MOST_OFFERS);
}

function neighbourOf({ now, state }: ClientSight, contact: Contact): Neighbour {
  const { node, ahead } = contact;
  if (isSilent(contact, now)) return { node, note: said('neighbour.silent'), mood: 'bad' };
  const { length: n } = state.download.requests.filter(({ from }) => from === node);
  if (n === 0) return { node, note: said('neighbour.source'), mood: 'good' };
  return {
    node,
    note: ahead > 0 ? said('neighbour.ahead', { n: ahead }) : said('neighbour.owes', { n }),
    mood: 'neutral',
  };
}

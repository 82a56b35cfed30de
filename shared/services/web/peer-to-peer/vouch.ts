import { type Message, type Net, type NodeId, type Refusal, seconds } from '../../../sim/index.ts';
import { remember, Timer } from '../reading.ts';
import { type Site, versionAt } from '../site.ts';
import { drop } from './cache.ts';
import { Kind, ORIGIN } from './layout.ts';
import { catchAt, type PeerState } from './state.ts';

/** [page, newest version]; the hash itself is what the comparison with the copy stands for. */
type HashBody = readonly [page: number, version: number];

/** How long to wait for a hash. */
const PATIENCE = seconds(3);

/** Why a page can't be vouched for, or nothing. */
export function whyNotVouch(state: PeerState, page: number): Refusal | undefined {
  const copy = state.copies.find((kept) => kept.page === page);
  const no = (code: string): Refusal => ({ code, said: { key: `refusal.${code}`, args: { page: page + 1 } } });
  if (copy === undefined) return no('not-kept');
  if (copy.vouched) return no('already-vouched');
  return state.checking.includes(page) ? no('already-checking') : undefined;
}

/** Asks the origin for the page's signed hash. */
export function askHash(net: Net, self: NodeId, state: PeerState, page: number, site: Site): void {
  state.checking.push(page);
  net.send(self, ORIGIN, Kind.hashPlease, site.settings.controlBytes, page);
  net.after(self, PATIENCE, Timer.hash, page);
}

/** No hash came: the origin is down or far. */
export function hashLate(state: PeerState, page: number): void {
  if (!state.checking.includes(page)) return;
  state.checking = state.checking.filter((other) => other !== page);
  remember(state.reading, { key: 'recent.no-hash', args: { page: page + 1 } });
}

/** The origin answers at once: a hash is small and needs no worker. */
export function hashPleaseCame(net: Net, self: NodeId, message: Message, site: Site): void {
  if (net.hasTrait(self, 'free-rider')) return net.refuse(message, 'choked');
  const page = message.body as number;
  const body: HashBody = [page, versionAt(site, page, net.now)];
  net.send(self, message.from, Kind.hash, site.settings.controlBytes, body);
}

/** The copy is compared: good and newest, so it is vouched for; changed or old, so it goes. */
export function hashCame(net: Net, self: NodeId, state: PeerState, message: Message): void {
  const [page, version] = message.body as HashBody;
  state.checking = state.checking.filter((other) => other !== page);
  net.fact('defence', self, message.from, page, message.bytes);
  const copy = state.copies.find((kept) => kept.page === page);
  if (copy === undefined) return;
  const args = { page: page + 1, who: copy.from };
  if (copy.corrupt) {
    net.fact('corrupt-rejected', self, copy.from, page);
    catchAt(net, self, state, copy.from);
    drop(net, self, state, copy);
    remember(state.reading, { key: 'recent.caught', args });
  } else if (copy.version < version) {
    drop(net, self, state, copy);
    remember(state.reading, { key: 'recent.was-old', args });
  } else {
    copy.vouched = true;
    remember(state.reading, { key: 'recent.vouched', args });
  }
}

import { type Message, type NodeId, type Refusal, seconds } from '../../../sim/index.ts';
import type { Me, Sight } from '../../kit/index.ts';
import { pageName } from '../reading.ts';
import { versionAt } from '../site.ts';
import { no, remember } from '../texts.ts';
import { drop, keptCopy } from './cache.ts';
import { type Hash, ORIGIN, type PeerSide } from './terms.ts';
import { catchAt } from './trust.ts';

type Peer = Me<PeerSide>;
interface Vouched {
  readonly page: number | null;
}

/** How long to wait for a hash. */
const PATIENCE = seconds(3);

/** A copy is compared with the hash that the origin signed; who gets it from here can check it then, too. */
export const checkHash = {
  whyNot({ state }: Sight<PeerSide>, { page }: Vouched): Refusal | undefined {
    if (page === null) return no('nothing-to-vouch');
    const args = { page: pageName({ page }) };
    const copy = keptCopy(state, page);
    if (copy === undefined) return no('not-kept', args);
    if (copy.vouched) return no('already-vouched', args);
    return state.checking.includes(page) ? no('already-checking', args) : undefined;
  },
  do(me: Peer, { page }: Vouched): void {
    if (page === null) return;
    me.state.checking.push(page);
    me.send['hash-please'](ORIGIN, page);
    me.after.hash(PATIENCE, page);
  },
};

/** No hash came: the origin is down or far. */
export function hashLate({ state }: Peer, page: number): void {
  if (!state.checking.includes(page)) return;
  state.checking = state.checking.filter((other) => other !== page);
  remember(state, 'no-hash', { page: pageName({ page }) });
}

/** The origin answers at once: a hash is small and needs no worker. */
export function hashPleaseCame(me: Peer, from: NodeId, page: number, message: Message): void {
  if (me.hasTrait('free-rider')) return me.refuse(message, 'choked');
  me.send.hash(from, { page, version: versionAt(me.settings, page, me.now) });
}

/** The copy is compared: good and newest, so it is vouched for; changed or old, so it goes. */
export function hashCame(me: Peer, from: NodeId, { page, version }: Hash, message: Message): void {
  const { state } = me;
  state.checking = state.checking.filter((other) => other !== page);
  me.fact('defence', from, page, message.bytes);
  const copy = keptCopy(state, page);
  if (copy === undefined) return;
  const args = { page: pageName(copy), who: copy.from };
  if (copy.corrupt) {
    me.fact('corrupt-rejected', copy.from, page);
    catchAt(me, copy.from);
    drop(me, copy);
    remember(state, 'caught', args);
  } else if (copy.version < version) {
    drop(me, copy);
    remember(state, 'was-old', args);
  } else {
    copy.vouched = true;
    remember(state, 'vouched', args);
  }
}

import type { VerbOffer } from '../../contract.ts';
import type { Sight } from '../../kit/index.ts';
import { pageName } from '../reading.ts';
import { unchosen } from '../request-queue.ts';
import type { PeerSide } from './terms.ts';

/** Requests that wait at this machine, each to be put first. */
export function pickOffers(me: Sight<PeerSide>): VerbOffer[] {
  return unchosen(me).flatMap(({ message }) => {
    const asked = me.bodyOf('fetch', message);
    if (asked === undefined) return [];
    return [
      me.offer('pick', { job: message.id }, { words: 'pick-peer', args: { who: message.from, page: pageName(asked) } }),
    ];
  });
}

import type { NodeId, Run } from '../../../sim/index.ts';
import type { VerbOffer } from '../../contract.ts';
import { offer } from '../saying.ts';
import type { FetchBody } from './search.ts';
import type { PeerState } from './state.ts';

/** Requests that wait at this machine, each to be put first. */
export function pickOffers(run: Run, node: NodeId, state: PeerState): VerbOffer[] {
  return run.net
    .queue(node)
    .filter((job) => !state.chosen.includes(job.message.id))
    .map((job) => {
      const [, , page] = job.message.body as FetchBody;
      const args = { who: job.message.from, page: page + 1 };
      return offer(`pick-${job.message.id}`, 'pick-peer', args, { type: 'pick', job: job.message.id });
    });
}

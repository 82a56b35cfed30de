import type { NodeId } from '../../../sim/index.ts';
import type { VerbOffer } from '../../contract.ts';
import type { RoleView, Sight } from '../../kit/index.ts';
import { pageName } from '../reading.ts';
import { said } from '../texts.ts';
import { pickOffers } from './pick-offers.ts';
import type { PeerSide } from './terms.ts';

type Origin = Sight<PeerSide>;

const MOST_OFFERS = 5;
const MOST_HANDS = 2;

/** The screen of who has the originals. */
export function originView(me: Origin): RoleView {
  const { state, settings, people } = me;
  const [first, ...rest] = pickOffers(me);
  return {
    ...statusOf(me),
    job: { label: said('job.origin'), done: state.served, total: settings.quota * Math.max(0, people - 1) },
    verbs: [
      ...hands(me),
      first === undefined
        ? me.offer('pick', { job: null }, { id: 'pick', words: 'pick-peer.idle' })
        : { ...first, id: 'pick' },
    ],
    offers: rest.slice(0, MOST_OFFERS),
    neighbours: state.neighbours.map((node) => ({ node, note: said('neighbour.neighbour'), mood: 'neutral' })),
  };
}

function statusOf({ isUp, queue }: Origin): Pick<RoleView, 'status' | 'mood'> {
  if (!isUp) return { status: said('status.origin.down'), mood: 'bad' };
  const { length: n } = queue;
  return n === 0
    ? { status: said('status.origin.calm', { n }), mood: 'good' }
    : { status: said('status.origin.busy', { n }), mood: 'waiting' };
}

/** The pages in the order of their popularity, each to the neighbour whose turn it is or to the one after it. */
function hands(me: Origin): VerbOffer[] {
  const { neighbours, gifts } = me.state;
  const page = gifts % me.settings.pages;
  return Array.from({ length: Math.min(MOST_HANDS, neighbours.length) }, (_, turn) => {
    const whom = neighbours[(gifts + turn) % neighbours.length] as NodeId;
    return me.offer('hand', { page, whom }, { id: `hand-${turn}`, args: { page: pageName({ page }), whom } });
  });
}

import type { NodeId, Run } from '../../../sim/index.ts';
import type { PlayerView, VerbOffer } from '../../contract.ts';
import { idleOffer, offer, say } from '../saying.ts';
import type { Settings } from '../settings.ts';
import { pickOffers } from './pick-offers.ts';
import type { PeerState } from './state.ts';

const MOST_OFFERS = 5;
const MOST_HANDS = 2;

export function originView(run: Run, node: NodeId, state: PeerState, settings: Settings): PlayerView {
  const waiting = run.net.queue(node).length;
  const [first, ...rest] = pickOffers(run, node, state);
  return {
    role: 'origin',
    status: say(waiting === 0 ? 'status.origin.calm' : 'status.origin.busy', { n: waiting }),
    mood: waiting === 0 ? 'good' : 'waiting',
    job: { label: say('job.origin'), done: state.served, total: settings.quota * Math.max(0, run.plan.nodes - 1) },
    verbs: [
      ...hands(run, node, state, settings),
      first === undefined ? idleOffer('pick', 'pick-peer', 'nobody-waits') : { ...first, id: 'pick' },
    ],
    offers: rest.slice(0, MOST_OFFERS),
    neighbours: state.neighbours.map((who) => ({ node: who, note: say('note.neighbour'), mood: 'neutral' })),
    recent: state.reading.recent,
  };
}

/** The pages in the order of their popularity, each to the neighbour whose turn it is or to the one after it. */
function hands(run: Run, node: NodeId, state: PeerState, settings: Settings): VerbOffer[] {
  const { neighbours, gifts } = state;
  const page = gifts % settings.pages;
  const blocked = run.net.uplinkLength(node) > 0 ? say('refusal.uplink-busy') : undefined;
  const turns = Math.min(MOST_HANDS, neighbours.length);
  return Array.from({ length: turns }, (_, turn) => {
    const whom = neighbours[(gifts + turn) % neighbours.length] as NodeId;
    return offer(`hand-${turn}`, 'hand', { page: page + 1, whom }, { type: 'hand', page, whom }, blocked);
  });
}

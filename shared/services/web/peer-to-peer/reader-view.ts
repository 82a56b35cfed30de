import type { NodeId, Run } from '../../../sim/index.ts';
import type { Neighbour, PlayerView, VerbOffer } from '../../contract.ts';
import type { Want } from '../reading.ts';
import { idleOffer, mostUrgent, offer, pageName, readingStatus, say } from '../saying.ts';
import type { Settings } from '../settings.ts';
import { pickOffers } from './pick-offers.ts';
import type { PeerState } from './state.ts';
import { whyNotTry } from './verbs.ts';
import { whyNotVouch } from './vouch.ts';

const MOST_OFFERS = 5;

export function readerView(run: Run, node: NodeId, state: PeerState, settings: Settings): PlayerView {
  const { reading } = state;
  const urgent = mostUrgent(reading.wants);
  return {
    role: 'peer',
    ...readingStatus(reading.wants),
    job: { label: say('job.read'), done: Math.min(reading.got, settings.quota), total: settings.quota },
    verbs: [
      urgent === undefined ? idleOffer('ask', 'ask', 'nothing-wanted') : ask(run, urgent, settings),
      urgent === undefined ? idleOffer('origin', 'origin', 'nothing-wanted') : askOrigin(run, urgent, settings),
      vouch(state),
      keepOrEvict(state, settings),
    ],
    offers: offers(run, node, state, urgent, settings).slice(0, MOST_OFFERS),
    neighbours: state.neighbours.map((who) => neighbour(state, who)),
    recent: reading.recent,
  };
}

function ask(run: Run, want: Want, settings: Settings): VerbOffer {
  const blocked = whyNotTry(run.net, want, settings)?.said;
  return offer(
    'ask',
    want.stage === 'waiting' ? 'ask-anew' : 'ask',
    { page: pageName(want) },
    { type: 'ask', want: want.ref },
    blocked,
  );
}

function askOrigin(run: Run, want: Want, settings: Settings): VerbOffer {
  const blocked = whyNotTry(run.net, want, settings)?.said;
  return offer(
    'origin',
    want.stage === 'waiting' ? 'origin-anew' : 'origin',
    { page: pageName(want) },
    { type: 'origin', want: want.ref },
    blocked,
  );
}

/** The newest copy that nobody vouches for yet. */
function vouch(state: PeerState): VerbOffer {
  const copy = state.copies.findLast((kept) => whyNotVouch(state, kept.page) === undefined);
  if (copy === undefined) return idleOffer('vouch', 'vouch', 'nothing-to-vouch');
  const args = { page: pageName(copy), who: copy.from };
  return offer('vouch', 'vouch', args, { type: 'vouch', page: copy.page });
}

/** With a full cache the copy that would go next can be kept; otherwise an old one can go. */
function keepOrEvict(state: PeerState, settings: Settings): VerbOffer {
  const next = state.copies.find((kept) => !kept.pinned);
  const copy = next ?? state.copies[0];
  if (copy === undefined) return idleOffer('keep', 'keep', 'nothing-kept');
  const full = state.copies.length >= settings.cache;
  const type = full && next !== undefined ? 'keep' : 'evict';
  return offer(type, type, { page: pageName(copy) }, { type, page: copy.page });
}

function offers(run: Run, node: NodeId, state: PeerState, urgent: Want | undefined, settings: Settings): VerbOffer[] {
  const others = state.reading.wants.filter((want) => want !== urgent);
  return [
    ...(urgent === undefined ? [] : holdersOf(run, urgent, settings)),
    ...others.flatMap((want) => [
      { ...ask(run, want, settings), id: `ask-${want.ref}` },
      { ...askOrigin(run, want, settings), id: `origin-${want.ref}` },
    ]),
    ...pickOffers(run, node, state),
  ];
}

/** Others who said that they have the page. */
function holdersOf(run: Run, want: Want, settings: Settings): VerbOffer[] {
  const blocked = whyNotTry(run.net, want, settings)?.said;
  return want.holders.map((whom) =>
    offer(
      `ask-${want.ref}-${whom}`,
      'ask-one',
      { page: pageName(want), whom },
      { type: 'ask', want: want.ref, whom },
      blocked,
    ),
  );
}

function neighbour(state: PeerState, who: NodeId): Neighbour {
  const note = state.notes.find((known) => known.who === who);
  if (note === undefined || note.good + note.bad === 0)
    return { node: who, note: say('note.neighbour'), mood: 'neutral' };
  if (note.bad > 0) return { node: who, note: say('note.caught'), mood: 'bad' };
  return { node: who, note: say('note.gave', { n: note.good }), mood: 'good' };
}

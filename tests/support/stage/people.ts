import type { SeatLine } from '../../../shared/protocol/views.ts';
import type { PlayerView, VerbOffer } from '../../../shared/services/contract.ts';
import type { NodeId, Said } from '../../../shared/sim/index.ts';

/** A sentence by hand, as the services say theirs. */
export const said = (text: string): Said => ({ key: 'text', args: { text } });

const verb = (id: string, label: string, effect: string, blocked?: string): VerbOffer => ({
  id,
  label: said(label),
  effect: said(effect),
  action: { type: id },
  ...(blocked === undefined ? {} : { blocked: said(blocked) }),
});

const NAMES = ['Ana', 'Ben', 'Chidi', 'Dilnoza', 'Emre', 'Fatou', 'Giulia', 'Hiro', 'Isla', 'Jonas', 'Kiran', 'Lucía'];

export const roster: readonly SeatLine[] = NAMES.map((name, index) => ({
  seat: `seat-${index}`,
  name,
  mark: { shape: index % 7, colour: index % 6, initials: name.slice(0, 2) },
  connected: index !== 4,
  acted: index % 3 === 0,
  node: index + 1,
  role: 'client',
}));

/** A client while the server is down. */
export const client: PlayerView = {
  role: 'client',
  status: said('Server is DOWN: your 2 requests are waiting'),
  mood: 'bad',
  job: { label: said('My file'), done: 14, total: 24 },
  verbs: [
    verb('retry', 'Retry piece 9', 'Asks the server again; it joins the end of the queue'),
    verb('cancel', 'Wait', 'Keeps your place in the queue'),
    verb('ask', 'Ask for another piece', 'One more request on the way', 'you have 2 requests open already'),
  ],
  offers: [],
  neighbours: [{ node: 0 as NodeId, note: said('does not answer'), mood: 'bad' }],
  recent: [
    said('Piece 9 was lost: the server was down'),
    said('Piece 14 arrived'),
    said('Piece 13 arrived after 1.2 seconds'),
  ],
};

/** A peer with much to decide. */
export const peer: PlayerView = {
  role: 'peer',
  status: said('Pieces come in from 3 neighbours'),
  mood: 'good',
  job: { label: said('My file'), done: 19, total: 24 },
  verbs: [
    verb('ask', 'Ask Ben for piece 4', 'He has it and serves you now'),
    verb('check', 'Check piece 7', 'Compares its fingerprint; takes a second'),
    verb('find', 'Find new neighbours', 'Asks the tracker', 'ask again in 5 seconds'),
  ],
  offers: [
    verb('serve-2', 'Give Ben piece 4', 'He helped you twice'),
    verb('serve-3', 'Give Chidi piece 11', 'Nobody else near him has it'),
  ],
  neighbours: [
    { node: 2 as NodeId, note: said('helped you twice'), mood: 'good' },
    { node: 3 as NodeId, note: said('wants piece 11'), mood: 'neutral' },
    { node: 4 as NodeId, note: said('sent a corrupt piece'), mood: 'bad' },
  ],
  recent: [said('Piece 19 came from Chidi'), said('You gave Ben piece 2'), said('Piece 5 was corrupt: thrown away')],
};

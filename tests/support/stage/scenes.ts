import type { Phase, PublicView, ResultView, RunResult, SeatLine, SeatView } from '../../../shared/class/views.ts';
import type { Measure } from '../../../shared/measures/contract.ts';
import type { PlayerView, VerbOffer } from '../../../shared/services/contract.ts';
import type { Architecture, NodeId, Said } from '../../../shared/sim/index.ts';
import type { Scene } from './class.ts';

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

const client: PlayerView = {
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

const peer: PlayerView = {
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

const measure = (id: string, unit: Measure['unit'], value: number | null, better: Measure['better']): Measure => ({
  id,
  aspect: id.split('.')[0] as Measure['aspect'],
  unit,
  value,
  ...(value === null ? { because: { key: 'because.no-outage' } } : {}),
  counted: value === null ? 0 : 412,
  entries: value === null ? [] : [3, 17, 40, 61, 77],
  better,
});

function measures(side: Architecture): readonly Measure[] {
  const hub = side === 'client-server';
  return [
    measure('control.largest-share', 'share', hub ? 1 : 0.09, 0),
    measure('control.rule-time', 'seconds', null, -1),
    measure('scalability.goodput', 'per-second', hub ? 7.4 : 15.2, 1),
    measure('scalability.finished', 'share', hub ? 0.5 : 1, 1),
    measure('scalability.wait', 'seconds', hub ? 4.61 : 2.2, -1),
    measure('reliability.availability', 'share', hub ? 0 : 0.94, 1),
    measure('reliability.blast-radius', 'share', hub ? 1 : 0.04, -1),
    measure('resource-sharing.jain', 'index', hub ? 0.04 : 0.86, 1),
    measure('coordination.messages-per-useful', 'ratio', hub ? 2 : 3.7, -1),
  ];
}

const run = (architecture: Architecture): RunResult => ({
  architecture,
  measures: measures(architecture),
  marks: [
    { at: 30, said: { key: 'mark.words', args: { words: 'A machine has crashed.' } }, mood: 'bad' },
    { at: 30, said: { key: 'mark.down' }, mood: 'bad' },
    { at: 50, said: { key: 'mark.up' }, mood: 'good' },
    { at: 78, said: { key: 'mark.half-done' }, mood: 'good' },
  ],
  progress: Array.from({ length: 91 }, (_, second) => progressAt(architecture, second)),
  finished: architecture === 'client-server' ? 14 : 28,
  of: 28,
  seconds: architecture === 'client-server' ? 90 : 71,
  par: { seconds: 62, reached: architecture === 'client-server' ? 0.61 : 0.87, source: 'Kurose and Ross' },
});

function progressAt(architecture: Architecture, second: number): number {
  if (architecture === 'peer-to-peer') return Math.min(1, second / 71);
  const worked = second < 30 ? second : second < 50 ? 30 : second - 20;
  return worked / 98;
}

const result = (runs: readonly RunResult[]): ResultView => ({
  runs,
  predictions: {
    better: { 'client-server': 5, 'peer-to-peer': 6, same: 1 },
    finishMean: 62,
    votes: { 'client-server': 1, 'peer-to-peer': 10, same: 1 },
  },
  revealed: [{ key: 'revealed.poisoner', args: { name: 'Emre' } }],
  podium: [
    { title: { key: 'podium.delivered' }, name: 'Ana', mark: { shape: 0, colour: 0, initials: 'An' }, value: 48 },
    { title: { key: 'podium.helped' }, name: 'Chidi', mark: { shape: 2, colour: 2, initials: 'Ch' }, value: 61 },
    { title: { key: 'podium.clean' }, name: 'Hiro', mark: { shape: 5, colour: 1, initials: 'Hi' }, value: 7 },
  ],
});

const view: PublicView = {
  code: 'K7MQ2',
  title: 'Release day',
  phase: 'lobby',
  round: 0,
  rounds: 2,
  run: 0,
  service: null,
  scenario: null,
  architecture: null,
  clock: { at: 0, endsAt: null, paused: false },
  locked: false,
  suggestedNames: false,
  counts: { joined: 12, connected: 11, acted: 4, bots: 16 },
  meters: [],
  banner: null,
  brief: null,
  result: null,
};

const brief: PublicView['brief'] = {
  title: 'Release day',
  story: 'A new version of the class’s favourite game is out. Everyone wants the whole file before the lesson ends.',
  lookFor: 'How long is the queue at the server, and what happens to it when the server goes down?',
  question: 'The server crashes after 30 seconds. Which network gets more machines to the end?',
  discuss: ['Why did one network stand still?', 'What would you change about the other?'],
  trouble: [{ key: 'trouble.at', args: { what: 'Crash the server', at: 30 } }],
};

const seat: SeatView = {
  seat: 'seat-0',
  name: 'Ana',
  mark: { shape: 0, colour: 0, initials: 'An' },
  node: -1,
  role: null,
  secret: null,
  points: 0,
  prediction: null,
  vote: null,
  play: null,
  names: {},
  pilot: 'you',
  praise: [],
};

const clientRole: SeatView['role'] = {
  id: 'client',
  name: said('Client'),
  brief: said('You want all 24 pieces of the file. Ask the server for them, and keep an eye on the queue.'),
};
const peerRole: SeatView['role'] = {
  id: 'peer',
  name: said('Peer'),
  brief: said('You want all 24 pieces of the file. Trade them with your neighbours: give, and you will be given.'),
};
const names: SeatView['names'] = Object.fromEntries(roster.map(({ node, name, mark }) => [node, { name, mark }]));
const praise = [{ key: 'praise.finished' }, { key: 'praise.helped', args: { n: 23 } }, { key: 'praise.predicted' }];
const prediction: SeatView['prediction'] = { better: 'peer-to-peer', sure: 2, finish: 60 };

const stresses = [
  ['crash', 'Crash the server', 'The server goes down: whatever is sent to it is lost until it is back.'],
  ['slow-links', 'Slow the links', 'Everything takes longer; the queue at the server grows.'],
  ['flash-crowd', 'Triple the load', 'Everyone wants three times as much.'],
  ['churn', 'Students come and go', 'Some clients leave and come back.'],
  ['free-riders', 'Free riders', 'Nobody uploads here anyway.'],
  ['poison', 'Poison the data', 'Nobody fetches from a client, so it goes no further.'],
] as const;

const desk: Scene['desk'] = {
  next: { key: 'next.start' },
  canGoBack: true,
  stresses: stresses.map(([id, title, meaning], index) => ({
    id,
    title,
    meaning,
    params: { target: 'server', for: 20 },
    active: index === 0 ? [0] : [],
  })),
  bots: 28,
  secrets: [{ node: 5, name: 'Emre', trait: 'poisoner' }],
  lesson: [
    { title: 'Release day', service: 'file', done: false },
    { title: 'The poisoned song', service: 'file', done: false },
  ],
  roles: [
    { id: 'client', name: said('Client') },
    { id: 'peer', name: said('Peer') },
  ],
};

const at = (phase: Phase, over: { view?: Partial<PublicView>; seat?: Partial<SeatView>; next?: string }): Scene => ({
  view: { ...view, phase, ...over.view },
  instructor: true,
  seat: { ...seat, ...over.seat },
  desk: { ...desk, next: { key: over.next ?? 'next.play' } },
  roster,
});

const inRound = (architecture: Architecture, seconds: number): Partial<PublicView> => ({
  service: 'file',
  scenario: 'release-day',
  architecture,
  brief,
  clock: { at: 0, endsAt: seconds * 1000, paused: false },
});
const hub = inRound('client-server', 48);
const mesh = inRound('peer-to-peer', 48);

/** One scene for every phase and for what is worth seeing in it, by name. */
export const SCENES = {
  lobby: at('lobby', { next: 'next.start' }),
  brief: at('brief', { view: hub, seat: { role: clientRole, node: 1 }, next: 'next.predict' }),
  predict: at('predict', { view: hub, seat: { role: clientRole, node: 1 } }),
  predicted: at('predict', { view: hub, seat: { role: clientRole, node: 1, prediction } }),
  'play-client': at('play', {
    view: { ...hub, banner: { said: { key: 'banner.server-down', args: { waiting: 37 } }, mood: 'bad' } },
    seat: { role: clientRole, node: 1, play: client, points: 12, names },
    next: 'next.reveal',
  }),
  'play-peer': at('play', {
    view: { ...mesh, run: 1 },
    seat: { role: peerRole, node: 1, play: peer, points: 31, names },
    next: 'next.compare',
  }),
  'play-secret': at('play', {
    view: { ...mesh, run: 1 },
    seat: {
      role: peerRole,
      node: 1,
      play: peer,
      points: 31,
      names,
      secret: { key: 'secret.poisoner' },
      pilot: 'autopilot',
    },
    next: 'next.compare',
  }),
  paused: {
    ...at('play', {
      view: { ...hub, clock: { at: 0, endsAt: 48_000, paused: true } },
      seat: { role: clientRole, node: 1, play: client, points: 12, names },
    }),
    instructor: false,
  },
  late: at('play', { view: hub, seat: { node: -1 } }),
  reveal: at('reveal', {
    view: { ...hub, result: { ...result([run('client-server')]), podium: [] } },
    seat: { role: clientRole, node: 1, points: 14, prediction, praise },
    next: 'next.second-run',
  }),
  compare: at('compare', {
    view: { ...mesh, run: 1, result: result([run('client-server'), run('peer-to-peer')]) },
    seat: { role: peerRole, node: 1, points: 45, prediction, praise },
    next: 'next.round',
  }),
  end: at('end', {
    view: { ...view, phase: 'end', result: result([run('client-server'), run('peer-to-peer')]) },
    seat: { points: 45, praise },
    next: 'next.nothing',
  }),
} as const satisfies { readonly [name: string]: Scene };
export type SceneName = keyof typeof SCENES;

export const LESSONS = [
  {
    kind: 'lesson',
    id: 'first',
    title: 'One or many?',
    about: 'Two rounds: everyone downloads one file while the server crashes, then everyone reads the news in a rush.',
    minutes: 15,
    services: ['file', 'web'],
  },
  {
    kind: 'scenario',
    id: 'release-day',
    title: 'Release day',
    about: 'Everyone wants the whole file, and the server crashes after a third of the time.',
    minutes: 6,
    services: ['file'],
  },
  {
    kind: 'scenario',
    id: 'rush-hour',
    title: 'Rush hour',
    about: 'Everyone reads the same pages at once. Does the queue ever end?',
    minutes: 6,
    services: ['web'],
  },
] as const;

export const FREE_NAMES = ['Brave Otter', 'Calm Heron', 'Quick Lynx', 'Kind Badger'] as const;

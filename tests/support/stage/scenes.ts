import type { PublicView } from '../../../shared/protocol/public-view.ts';
import { PHASES, type Phase, type SeatView } from '../../../shared/protocol/views.ts';
import type { Architecture } from '../../../shared/sim/index.ts';
import type { Scene } from './class.ts';
import { client, peer, roster, said } from './people.ts';
import { result, run } from './results.ts';

const view: PublicView = {
  code: 'K7MX3P',
  title: 'Release day',
  phase: 'lobby',
  epoch: 0,
  round: 0,
  rounds: 2,
  run: 0,
  service: null,
  scenario: null,
  architecture: null,
  clock: { at: 0, endsAt: null, paused: false, revision: 0, pace: 1 },
  locked: false,
  suggestedNames: false,
  counts: { joined: 12, connected: 11, acted: 4, bots: 16 },
  meters: [],
  banner: null,
  notice: null,
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
  code: 'K7MX3',
  name: 'Ana',
  mark: { shape: 0, colour: 0, initials: 'An' },
  node: -1,
  role: null,
  secret: null,
  taken: 0,
  points: 0,
  prediction: null,
  vote: null,
  outage: null,
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
  newcomers: 0,
  onlyOpenedBoards: false,
  next: { key: 'next.start' },
  back: { said: { key: 'back.lobby' }, sure: { key: 'back.sure.nothing' } },
  stresses: stresses.map(([id, title, meaning], index) => ({
    id,
    title,
    meaning,
    params: { target: 'server', for: 20 },
    active: index === 0 ? [0] : [],
    endsAt: index === 0 ? 33_000 : null,
    uses: 1,
  })),
  bots: 28,
  mostToFill: 300,
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
  view: { ...view, phase, epoch: PHASES.indexOf(phase), ...over.view },
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
  clock: { at: 0, endsAt: seconds * 1000, paused: false, revision: 1, pace: 1 },
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
      view: { ...hub, clock: { at: 0, endsAt: 48_000, paused: true, revision: 2, pace: 1 } },
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
    view: { result: result([run('client-server'), run('peer-to-peer')]) },
    seat: { points: 45, praise },
    next: 'next.nothing',
  }),
} as const satisfies { readonly [name: string]: Scene };
export type SceneName = keyof typeof SCENES;

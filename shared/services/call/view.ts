import type { NodeId, Run } from '../../sim/index.ts';
import type { NodePicture, PlayerView, VerbOffer } from '../contract.ts';
import { namingOf } from '../naming.ts';
import { type CallerState, listenersOf } from './client-server/caller.ts';
import type { State } from './client-server/protocol.ts';
import { callsOf, type RelayState } from './client-server/relay.ts';
import { FIRST_CALLER, RELAY } from './client-server/wire.ts';
import { callParams } from './params.ts';
import { friendsOf } from './peer-to-peer/friends.ts';
import type { PeerState } from './peer-to-peer/state.ts';
import { groupOf, type Speech } from './speech.ts';

const { offer, said } = namingOf('call');

const MOST_OFFERS = 5;
/** So many reports of unclear turns are no accident. */
const UNCLEAR = 2;

/** The screen of a relay's or a caller's player. */
export function viewClientServer(run: Run, node: NodeId): PlayerView {
  const state = run.net.state(node) as State;
  return state.type === 'server' ? relayView(run, node, state) : callerView(run, node, state);
}

/** The screen of a peer's player. */
export function viewPeer(run: Run, node: NodeId): PlayerView {
  const state = run.net.state(node) as PeerState;
  const friends = friendsOf(run.net, node);
  return {
    role: 'peer',
    ...peerStatus(run, node, state, friends),
    job: job(run, state.speech),
    verbs: [speakVerb(state.speech), ...asks(state)].slice(0, 4),
    offers: friends.flatMap((friend) => friendOffers(state, friends, friend)).slice(0, MOST_OFFERS),
    neighbours: friends.map((friend) => ({ node: friend, ...friendNote(state, friend) })),
    recent: state.recent,
  };
}

/** What the board shows of a node on either architecture. */
export function picture(run: Run, node: NodeId): NodePicture {
  const state = run.net.state(node) as State | PeerState;
  if ('type' in state && state.type === 'server') return { progress: null, queue: run.net.uplinkLength(node) };
  return { progress: state.speech.clear / callParams(run.plan.params).turns, queue: state.speech.open.length };
}

function callerView(run: Run, node: NodeId, state: CallerState): PlayerView {
  const listeners = listenersOf(run.net, node);
  const quality = state.low ? 'raise' : 'lower';
  return {
    role: 'client',
    ...callerStatus(run, node, state),
    job: job(run, state.speech),
    verbs: [speakVerb(state.speech), offer(quality, { type: quality })],
    offers: [],
    neighbours: [
      { node: RELAY, note: said('neighbour.relay'), mood: state.silent > 0 ? 'bad' : 'good' },
      ...listeners.map((listener) => ({ node: listener, note: said('neighbour.good'), mood: 'neutral' as const })),
    ],
    recent: state.recent,
  };
}

function relayView(run: Run, node: NodeId, state: RelayState): PlayerView {
  const waiting = run.net.uplinkLength(node);
  const calls = callsOf(run.net);
  const down = !run.node(node).up;
  const busy = waiting > calls.length * 8;
  const status = down ? said('status.down') : busy ? said('status.server', { n: waiting }) : said('status.server.calm');
  return {
    role: 'server',
    status,
    mood: down ? 'bad' : busy ? 'waiting' : 'good',
    job: { label: said('job.server'), done: calls.length - state.low.length, total: calls.length },
    verbs: relayVerbs(state, calls),
    offers: [...moveOffers(state, calls), ...muteOffers(run, state)].slice(0, MOST_OFFERS),
    neighbours: calls.slice(0, 8).map((call) => ({ node: call as NodeId, ...callNote(state, call) })),
    recent: state.recent,
  };
}

/** The call in full quality that is heard worst, and the first that could be raised again. */
function relayVerbs(state: RelayState, calls: readonly number[]): VerbOffer[] {
  const [full] = worstFirst(
    state,
    calls.filter((call) => !state.low.includes(call)),
  );
  const [low] = state.low;
  return [
    ...(full === undefined ? [] : [offer('allot-low', { type: 'allot', call: full }, { who: full })]),
    ...(low === undefined ? [] : [offer('allot-full', { type: 'allot', call: low }, { who: low })]),
  ];
}

function worstFirst({ unclear }: RelayState, calls: readonly number[]): number[] {
  return [...calls].sort((a, b) => (unclear[b] ?? 0) - (unclear[a] ?? 0));
}

/** Calls that run through here come before those that run through the backup, of each the worst first. */
function moveOffers(state: RelayState, calls: readonly number[]): VerbOffer[] {
  const isMoved = (call: number): boolean => state.moved.includes(call);
  const worst = worstFirst(state, calls);
  const order = [...worst.filter((call) => !isMoved(call)), ...worst.filter(isMoved)];
  return order.slice(0, 3).map((call) => moveOffer(state, call));
}

function callNote(
  { unclear, moved }: RelayState,
  call: number,
): Pick<PlayerView['neighbours'][number], 'note' | 'mood'> {
  const n = unclear[call] ?? 0;
  if (n >= UNCLEAR) return { note: said('neighbour.unclear', { n }), mood: 'bad' };
  return { note: said(moved.includes(call) ? 'neighbour.moved' : 'neighbour.caller'), mood: 'neutral' };
}

function moveOffer(state: RelayState, call: number): VerbOffer {
  const verb = state.moved.includes(call) ? 'move-back' : 'move';
  return { ...offer(verb, { type: 'move', call }, { who: call }), id: `move-${call}` };
}

function muteOffers(run: Run, state: RelayState): VerbOffer[] {
  const first = groupOf(run.net, FIRST_CALLER as NodeId, FIRST_CALLER);
  const candidates = [...state.muted, ...first.filter((caller) => !state.muted.includes(caller))];
  return candidates.slice(0, 2).map((who) => {
    const verb = state.muted.includes(who) ? 'unmute' : 'mute';
    return { ...offer(verb, { type: 'mute', who }, { who }), id: `mute-${who}` };
  });
}

function speakVerb(speech: Speech): VerbOffer {
  const why = speech.turn !== null ? 'speaking' : speech.open.length === 0 ? 'none' : undefined;
  return {
    ...offer('speak', { type: 'speak' }),
    ...(why === undefined ? {} : { blocked: said(`verb.speak.blocked.${why}`) }),
  };
}

function asks(state: PeerState): VerbOffer[] {
  return state.asked.map(({ who, whom }) => ({
    ...offer('relay', { type: 'relay', who, whom }, { who, whom }),
    id: `relay-${who}-${whom}`,
  }));
}

/** For a friend who hears nothing: ways round; for any other: the other quality. */
function friendOffers(state: PeerState, friends: readonly NodeId[], friend: NodeId): VerbOffer[] {
  if (state.routes[friend] !== undefined) {
    return [
      { ...offer('direct', { type: 'route', whom: friend, via: friend }, { whom: friend }), id: `direct-${friend}` },
    ];
  }
  if ((state.silent[friend] ?? 0) > 0) {
    const helpers = friends.filter((other) => other !== friend && (state.silent[other] ?? 0) === 0);
    return helpers.slice(0, 2).map((via) => ({
      ...offer('route', { type: 'route', whom: friend, via }, { whom: friend, who: via }),
      id: `route-${friend}-${via}`,
    }));
  }
  const type = state.lowTo.includes(friend) ? 'raise' : 'lower';
  return [
    {
      id: `quality-${friend}`,
      label: said(`verb.${type}-to`, { whom: friend }),
      effect: said(`verb.${type}.effect`),
      action: { type, whom: friend },
    },
  ];
}

function friendNote(state: PeerState, friend: number): Pick<PlayerView['neighbours'][number], 'note' | 'mood'> {
  if ((state.silent[friend] ?? 0) > 0) return { note: said('neighbour.deaf'), mood: 'bad' };
  if (state.routes[friend] !== undefined) return { note: said('neighbour.through'), mood: 'neutral' };
  if (state.lowTo.includes(friend)) return { note: said('neighbour.low'), mood: 'neutral' };
  return { note: said('neighbour.good'), mood: 'good' };
}

type Status = Pick<PlayerView, 'status' | 'mood'>;

function callerStatus(run: Run, node: NodeId, state: CallerState): Status {
  if (!run.node(node).up) return { status: said('status.down'), mood: 'bad' };
  if (state.silent > 0 && state.speech.turn === null) return { status: said('status.silent'), mood: 'bad' };
  return ownStatus(run, state.speech);
}

function peerStatus(run: Run, node: NodeId, state: PeerState, friends: readonly NodeId[]): Status {
  if (!run.node(node).up) return { status: said('status.down'), mood: 'bad' };
  const [ask] = state.asked;
  if (ask !== undefined) return { status: said('status.asked', { who: ask.who, whom: ask.whom }), mood: 'waiting' };
  const deaf = friends.find((friend) => (state.silent[friend] ?? 0) > 0);
  if (deaf !== undefined) return { status: said('status.deaf', { who: deaf }), mood: 'bad' };
  return ownStatus(run, state.speech);
}

function ownStatus(run: Run, speech: Speech): Status {
  if (speech.turn !== null) return { status: said('status.speaking'), mood: 'good' };
  if (speech.open.length > 0) return { status: said('status.ready'), mood: 'waiting' };
  return {
    status: said(speech.clear >= callParams(run.plan.params).turns ? 'status.done' : 'status.idle'),
    mood: 'good',
  };
}

function job(run: Run, speech: Speech): PlayerView['job'] {
  const { turns } = callParams(run.plan.params);
  return { label: said('job', { done: speech.clear, total: turns }), done: speech.clear, total: turns };
}

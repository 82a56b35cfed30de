import type { NodeId, Run } from '../../sim/index.ts';
import type { Neighbour, NodePicture, PlayerView, VerbOffer } from '../contract.ts';
import { namingOf } from '../naming.ts';
import type { ClientState } from './client-server/client.ts';
import { databaseView } from './client-server/database-view.ts';
import type { State } from './client-server/protocol.ts';
import { DATABASE } from './client-server/wire.ts';
import { recordsParams } from './params.ts';
import { hasJustLied, isFresh, victimsOf } from './peer-to-peer/lies.ts';
import { standsRight } from './peer-to-peer/stabilise.ts';
import type { PeerState } from './peer-to-peer/state.ts';
import type { Tasks } from './tasks.ts';

const { offer, said } = namingOf('records');

const MOST_OFFERS = 5;
const MOST_NEIGHBOURS = 8;

/** The screen of a database's or a clerk's player. */
export function viewClientServer(run: Run, node: NodeId): PlayerView {
  const state = run.net.state(node) as State;
  return state.type === 'server' ? databaseView(run, node, state) : clientView(run, node, state as ClientState);
}

/** The screen of a peer's player. */
export function viewPeer(run: Run, node: NodeId): PlayerView {
  const state = run.net.state(node) as PeerState;
  return {
    role: 'peer',
    ...peerStatus(run, node, state),
    job: job(run, state.tasks),
    verbs: [
      ...askVerbs(state.tasks, 'peer').slice(0, 2),
      blockedUnless(state.inbox.length > 0, offer('forward', { type: 'forward' })),
      blockedUnless(state.toReplicate, offer('replicate', { type: 'replicate' })),
    ],
    offers: [...strangerOffers(run, state), ...lieOffers(run, node, state)].slice(0, MOST_OFFERS),
    neighbours: ringNeighbours(state),
    recent: state.recent,
  };
}

/** What the board shows of a node on either architecture. */
export function picture(run: Run, node: NodeId): NodePicture {
  const state = run.net.state(node) as State | PeerState;
  if ('type' in state && state.type !== 'client') return { progress: null, queue: run.net.queue(node).length };
  const progress = state.tasks.finished / recordsParams(run.plan.params).tasks;
  return { progress, queue: 'inbox' in state ? state.inbox.length : state.tasks.asked.length };
}

function clientView(run: Run, node: NodeId, state: ClientState): PlayerView {
  return {
    role: 'client',
    ...clientStatus(run, node, state),
    job: job(run, state.tasks),
    verbs: [
      ...askVerbs(state.tasks, 'client').slice(0, 3),
      blockedUnless(state.badgeRefused, offer('badge', { type: 'badge' })),
    ],
    offers: [],
    neighbours: [{ node: DATABASE, note: said('neighbour.database'), mood: state.silent ? 'bad' : 'good' }],
    recent: state.recent,
  };
}

function askVerbs(tasks: Tasks, role: 'client' | 'peer'): VerbOffer[] {
  return tasks.open.map(({ number, record, change }) => ({
    id: `ask-${number}`,
    label: said(`verb.ask.${change ? 'change' : 'look-up'}`, { record }),
    effect: said(`verb.ask.effect.${role}`),
    action: { type: 'ask', task: number },
  }));
}

function strangerOffers(run: Run, state: PeerState): VerbOffer[] {
  return state.strangers.slice(0, 2).flatMap((stranger) => {
    const { node: who, place } = stranger;
    const looks = standsRight(run.net, stranger) ? 'right' : 'wrong';
    return [
      {
        id: `admit-${who}-${place}`,
        label: said(`verb.admit.${looks}`, { who }),
        effect: said('verb.admit.effect'),
        action: { type: 'admit', who, place },
      },
      { ...offer('turn-away', { type: 'refuse', who, place }, { who }), id: `turn-away-${who}-${place}` },
    ];
  });
}

/** Whom a liar has not told of late, the farthest first. */
function lieOffers(run: Run, node: NodeId, state: PeerState): VerbOffer[] {
  if (!run.net.hasTrait(node, 'sybil')) return [];
  return victimsOf(state)
    .filter((victim) => !isFresh(run.net, state, victim.node))
    .map(({ node: who }) => ({
      ...offer('pretend', { type: 'pretend', who }, { who }),
      id: `pretend-${who}`,
      ...(hasJustLied(run.net, state) ? { blocked: said('refusal.too-soon') } : {}),
    }));
}

function ringNeighbours(state: PeerState): Neighbour[] {
  const { successors, predecessor, fingers } = state;
  const ring = [
    ...successors.slice(0, 3).map(({ node }) => ({ node, note: 'successor' })),
    ...(predecessor === null ? [] : [{ node: predecessor.node, note: 'predecessor' }]),
    ...fingers.map(({ node }) => ({ node, note: 'finger' })),
  ];
  return ring
    .filter(({ node }, index) => node !== state.me.node && ring.findIndex((one) => one.node === node) === index)
    .slice(0, MOST_NEIGHBOURS)
    .map(({ node, note }) => ({ node: node as NodeId, note: said(`neighbour.${note}`), mood: 'neutral' }));
}

type Status = Pick<PlayerView, 'status' | 'mood'>;

function clientStatus(run: Run, node: NodeId, state: ClientState): Status {
  if (!run.node(node).up) return { status: said('status.down'), mood: 'bad' };
  if (state.badgeRefused) return { status: said('status.badge'), mood: 'bad' };
  if (state.silent) return { status: said('status.silent'), mood: 'bad' };
  return workingStatus(run, state.tasks);
}

function peerStatus(run: Run, node: NodeId, state: PeerState): Status {
  if (!run.node(node).up) return { status: said('status.down'), mood: 'bad' };
  const [stranger] = state.strangers;
  if (stranger !== undefined) return { status: said('status.stranger', { who: stranger.node }), mood: 'waiting' };
  if (state.toReplicate) return { status: said('status.replicate'), mood: 'waiting' };
  const n = state.inbox.length;
  if (n > 0) return { status: said('status.inbox', { n }), mood: 'waiting' };
  if (state.silent) return { status: said('status.silent-ring'), mood: 'bad' };
  return workingStatus(run, state.tasks);
}

function workingStatus(run: Run, tasks: Tasks): Status {
  const n = tasks.asked.length;
  if (n > 0) return { status: said('status.waiting', { n }), mood: 'waiting' };
  const [task] = tasks.open;
  if (task !== undefined) return { status: said('status.ready', { record: task.record }), mood: 'good' };
  const done = tasks.finished >= recordsParams(run.plan.params).tasks;
  return { status: said(done ? 'status.done' : 'status.idle'), mood: 'good' };
}

function job(run: Run, { finished }: Tasks): PlayerView['job'] {
  const total = recordsParams(run.plan.params).tasks;
  return { label: said('job', { done: finished, total }), done: finished, total };
}

function blockedUnless(possible: boolean, verb: VerbOffer): VerbOffer {
  return possible ? verb : { ...verb, blocked: said(`verb.${verb.id}.blocked`) };
}

import type { NodeId, Run } from '../../../sim/index.ts';
import type { NodePicture, PlayerView, ServiceSide } from '../../contract.ts';
import { say } from '../offer.ts';
import { settingsOf } from '../settings.ts';
import { peerView } from './peer-view.ts';
import { peerToPeer } from './protocol.ts';
import type { State } from './state.ts';

export const PEER_TO_PEER: ServiceSide = {
  layout: 'mesh',
  roles: [
    { id: 'seed', name: 'role.seed', brief: 'role.seed.brief' },
    { id: 'peer', name: 'role.peer', brief: 'role.peer.brief', hiddenTrait: 'poisoner' },
    { id: 'tracker', name: 'role.tracker', brief: 'role.tracker.brief' },
  ],
  looks: [
    { shape: 'dot', colour: 'sky', name: 'kind.announce' },
    { shape: 'dot', colour: 'sky', name: 'kind.introduction' },
    { shape: 'dot', colour: 'ink', name: 'kind.handshake' },
    { shape: 'dot', colour: 'ink', name: 'kind.have' },
    { shape: 'dot', colour: 'ink', name: 'kind.interested' },
    { shape: 'dot', colour: 'ink', name: 'kind.not-interested' },
    { shape: 'dot', colour: 'vermillion', name: 'kind.choke' },
    { shape: 'dot', colour: 'teal', name: 'kind.unchoke' },
    { shape: 'ring', colour: 'teal', name: 'kind.request' },
    { shape: 'dot', colour: 'ink', name: 'kind.cancel' },
    { shape: 'dot', colour: 'vermillion', name: 'kind.refusal' },
    { shape: 'hexagon', colour: 'teal', name: 'kind.piece' },
    { shape: 'dot', colour: 'ink', name: 'kind.ping' },
    { shape: 'dot', colour: 'ink', name: 'kind.pong' },
    { shape: 'dot', colour: 'vermillion', name: 'kind.goodbye' },
  ],
  protocol: peerToPeer,
  view,
  picture,
};

function view({ net, plan }: Run, node: NodeId): PlayerView {
  const state = net.state(node) as State;
  const settings = settingsOf(plan);
  if (state.role !== 'tracker') return peerView({ net, self: node, settings, state }, net.isUp(node));
  return {
    role: 'tracker',
    status: say('tracker.status', { n: state.peers.length }),
    mood: 'good',
    job: { label: say('job.tracker'), done: state.peers.length, total: plan.nodes },
    verbs: [],
    offers: [],
    neighbours: [],
    recent: [],
  };
}

function picture({ net, plan }: Run, node: NodeId): NodePicture {
  const state = net.state(node) as State;
  if (state.role === 'tracker') return { progress: null, queue: 0 };
  const progress = state.role === 'seed' ? null : state.download.count / Number(plan.params['pieces']);
  return { progress, queue: state.queue.length };
}

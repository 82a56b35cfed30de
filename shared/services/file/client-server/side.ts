import type { NodeId, Plan, Run } from '../../../sim/index.ts';
import type { NodePicture, PlayerView, ServiceSide } from '../../contract.ts';
import { settingsOf } from '../settings.ts';
import { clientView } from './client-view.ts';
import { clientServer } from './protocol.ts';
import { serverView } from './server-view.ts';
import type { State } from './state.ts';

export const CLIENT_SERVER: ServiceSide = {
  layout: 'star',
  roles: [
    { id: 'server', name: 'role.server', brief: 'role.server.brief' },
    { id: 'client', name: 'role.client', brief: 'role.client.brief' },
    { id: 'mirror', name: 'role.mirror', brief: 'role.mirror.brief' },
  ],
  looks: [
    { shape: 'ring', colour: 'amber', name: 'kind.request' },
    { shape: 'dot', colour: 'ink', name: 'kind.cancel' },
    { shape: 'hexagon', colour: 'amber', name: 'kind.piece' },
    { shape: 'dot', colour: 'vermillion', name: 'kind.refusal' },
    { shape: 'dot', colour: 'ink', name: 'kind.ping' },
    { shape: 'dot', colour: 'ink', name: 'kind.pong' },
    { shape: 'dot', colour: 'sky', name: 'kind.mirrors' },
    { shape: 'dot', colour: 'sky', name: 'kind.ready' },
  ],
  protocol: clientServer,
  view,
  picture,
};

function view(run: Run, node: NodeId): PlayerView {
  const { net } = run;
  const machine = { net, self: node, settings: { ...settingsOf(run.plan), votes: 1 } };
  const state = net.state(node) as State;
  const isUp = net.isUp(node);
  return state.role === 'client' ? clientView(machine, state, isUp) : serverView(machine, state, isUp);
}

function picture({ net, plan }: Run, node: NodeId): NodePicture {
  const state = net.state(node) as State;
  const share = state.download.count / piecesOf(plan);
  if (state.role === 'client') return { progress: share, queue: 0 };
  return { progress: state.role === 'mirror' ? share : null, queue: state.queue.length };
}

function piecesOf({ params }: Plan): number {
  return Number(params['pieces']);
}

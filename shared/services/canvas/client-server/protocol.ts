import { micros, type NodeSpec, type Plan, type Protocol } from '../../../sim/index.ts';
import { remember } from '../../naming.ts';
import { linkRate } from '../../setting.ts';
import { canvasParams } from '../params.ts';
import { type ClientState, clientAction, clientMessage, clientTimer, connect, newClient, reconnect } from './client.ts';
import {
  applyEdit,
  loseDisk,
  loseUnsaved,
  newServer,
  type ServerState,
  serverAction,
  serverAutopilot,
  serverMessage,
} from './server.ts';
import { SERVER } from './wire.ts';

export type State = ServerState | ClientState;

/** The server orders all edits; an edit made on an outdated tile is refused, so none is overwritten unseen. */
export function clientServer(plan: Plan): Protocol<State> {
  return {
    nodes: nodesOf(plan),
    kinds: [
      { name: 'join', use: 'control' },
      { name: 'snapshot', use: 'control' },
      { name: 'edit', use: 'request' },
      { name: 'applied', use: 'useful' },
      { name: 'refused', use: 'control' },
    ],
    verbs: ['paint', 'lock', 'unlock', 'undo', 'snapshot'],
    init: (_net, self) => (self === SERVER ? newServer() : newClient()),
    start: (net, self, state) => {
      if (state.type === 'client') connect(net, self);
    },
    up: (net, self, state) =>
      state.type === 'client' ? reconnect(net, self, state) : remember(state, { key: 'canvas.happened.restarted' }),
    down: (net, self, state) => {
      if (state.type === 'server') loseUnsaved(net, self, state);
    },
    trait: (net, self, state, trait, on) => {
      if (trait === 'disk-lost' && on && state.type === 'server') loseDisk(net, self, state);
    },
    message: (net, self, state, message) =>
      state.type === 'server' ? serverMessage(net, self, state, message) : clientMessage(net, self, state, message),
    timer: (net, self, state, timer, arg) => {
      if (state.type === 'client') clientTimer(net, self, state, timer, arg);
    },
    served: (net, self, state, job) => {
      if (state.type === 'server') applyEdit(net, self, state, job);
    },
    action: (net, self, state, action) =>
      state.type === 'server' ? serverAction(net, self, state, action) : clientAction(net, self, state, action),
    autopilot: (net, _self, state) => {
      if (state.type === 'client') {
        const [wish] = state.wishes.open;
        return wish && { type: 'paint', wish: wish.number };
      }
      return serverAutopilot(net, state);
    },
  };
}

function nodesOf(plan: Plan): NodeSpec[] {
  const params = canvasParams(plan.params);
  const common = { down: linkRate(params.down), latency: micros(params.latency * 500), workers: 1, places: null };
  return Array.from({ length: plan.nodes }, (_, node) =>
    node === SERVER
      ? { role: 'server', up: linkRate(params.serverUp), ...common }
      : { role: 'client', up: linkRate(params.peerUp), ...common },
  );
}

import { micros, type NodeSpec, type Plan, type Protocol } from '../../../sim/index.ts';
import { linkRate } from '../../setting.ts';
import { note } from '../letter.ts';
import { mailParams } from '../params.ts';
import {
  type ClientState,
  clientAction,
  clientAutopilot,
  clientMessage,
  clientTimer,
  flood,
  newClient,
  wake,
} from './client.ts';
import {
  brokenInto,
  loseDisk,
  newServer,
  putAway,
  type ServerState,
  serverAction,
  serverAutopilot,
  serverMessage,
} from './server.ts';
import { SERVER } from './wire.ts';

export type State = ServerState | ClientState;

/** Letters are stored in mailboxes at the server until their addressees collect them. */
export function clientServer(plan: Plan): Protocol<State> {
  return {
    nodes: nodesOf(plan),
    kinds: [
      { name: 'submit', use: 'useful' },
      { name: 'accepted', use: 'control' },
      { name: 'bounced', use: 'control' },
      { name: 'collect', use: 'request' },
      { name: 'letters', use: 'useful' },
    ],
    verbs: ['send', 'collect', 'sort', 'quarantine', 'purge', 'backup'],
    init: (_net, self) => (self === SERVER ? newServer() : newClient()),
    start: (net, self, state) => {
      if (state.type === 'client') wake(net, self, state);
    },
    up: (net, self, state) => (state.type === 'client' ? wake(net, self, state) : note(state, 'restarted')),
    message: (net, self, state, message) =>
      state.type === 'server' ? serverMessage(net, self, state, message) : clientMessage(net, self, state, message),
    timer: (net, self, state, timer, arg) => {
      if (state.type === 'client') clientTimer(net, self, state, timer, arg);
    },
    served: (net, self, state, job) => {
      if (state.type === 'server') putAway(net, self, state, job);
    },
    trait: (net, self, state, trait, on) => {
      if (!on) return;
      if (state.type === 'client' && trait === 'flooder') flood(net, self);
      if (state.type === 'server' && trait === 'breached') brokenInto(net, self, state);
      if (state.type === 'server' && trait === 'disk-lost') loseDisk(net, self, state);
    },
    action: (net, self, state, action) =>
      state.type === 'server' ? serverAction(net, self, state, action) : clientAction(net, self, state, action),
    autopilot: (net, _self, state) =>
      state.type === 'server' ? serverAutopilot(net, state) : clientAutopilot(net, state),
  };
}

function nodesOf(plan: Plan): NodeSpec[] {
  const params = mailParams(plan.params);
  const common = { down: linkRate(params.down), latency: micros(params.latency * 500), workers: 1 };
  return Array.from({ length: plan.nodes }, (_, node) =>
    node === SERVER
      ? { role: 'server', up: linkRate(params.serverUp), places: params.places === 0 ? null : params.places, ...common }
      : { role: 'client', up: linkRate(params.peerUp), places: null, ...common },
  );
}

import { micros, type Net, type NodeId, type NodeSpec, type Plan, type Protocol } from '../../../sim/index.ts';
import { linkRate } from '../../setting.ts';
import { recordsParams } from '../params.ts';
import { note } from '../tasks.ts';
import {
  type ClientState,
  clientAction,
  clientAutopilot,
  clientMessage,
  clientTimer,
  newClient,
  robbed,
  wake,
} from './client.ts';
import {
  databaseAction,
  databaseAutopilot,
  databaseMessage,
  databaseTimer,
  forgetCalls,
  startCall,
} from './database.ts';
import { breakIn } from './intruder.ts';
import { newReplica, type ReplicaState, replicaMessage } from './replica.ts';
import { loseDisk } from './replication.ts';
import { type DatabaseState, newDatabase } from './state.ts';
import { DATABASE } from './wire.ts';

export type State = DatabaseState | ReplicaState | ClientState;

/** One database with access control in front of several replicas; look-ups and changes go to a quorum of them. */
export function clientServer(plan: Plan): Protocol<State> {
  return {
    nodes: nodesOf(plan),
    kinds: [
      { name: 'query', use: 'request' },
      { name: 'answer', use: 'useful' },
      { name: 'read', use: 'control' },
      { name: 'version', use: 'control' },
      { name: 'write', use: 'control' },
      { name: 'written', use: 'control' },
      { name: 'copy', use: 'control' },
    ],
    verbs: ['ask', 'badge', 'allow', 'refuse', 'revoke', 'renew', 'add-replica', 'change-locks'],
    init: (_net, self) => initial(plan, self),
    start: (net, self, state) => {
      if (state.type === 'client') wake(net, self, state);
    },
    up: (net, self, state) => comeBack(net, self, state),
    down: (_net, _self, state) => {
      if (state.type === 'server') forgetCalls(state);
    },
    message: (net, self, state, message) => {
      if (state.type === 'server') databaseMessage(net, self, state, message);
      else if (state.type === 'replica') replicaMessage(net, self, state, message);
      else clientMessage(net, self, state, message);
    },
    timer: (net, self, state, timer, arg) => {
      if (state.type === 'server') databaseTimer(net, self, state, timer, arg);
      else if (state.type === 'client') clientTimer(net, self, state, timer, arg);
    },
    served: (net, self, state, job) => {
      if (state.type === 'server') startCall(net, self, state, job);
    },
    trait: (net, self, state, trait, on) => {
      if (on) suffer(net, self, state, trait);
    },
    action: (net, self, state, action) =>
      state.type === 'server'
        ? databaseAction(net, self, state, action)
        : clientAction(net, self, state as ClientState, action),
    autopilot: (net, self, state) => {
      if (state.type === 'server') return databaseAutopilot(net, self, state);
      return state.type === 'client' ? clientAutopilot(state) : undefined;
    },
  };
}

function initial(plan: Plan, self: NodeId): State {
  const { replicas } = recordsParams(plan.params);
  if (self === DATABASE) return newDatabase(Array.from({ length: replicas }, (_, index) => plan.nodes + index));
  return self < plan.nodes ? newClient() : newReplica();
}

function comeBack(net: Net, self: NodeId, state: State): void {
  if (state.type === 'client') wake(net, self, state);
  if (state.type !== 'server') return;
  note(state, 'restarted');
  if (net.hasTrait(self, 'breached')) breakIn(net, self);
}

/**
 * Whoever is inside the database, or has a stolen badge, reads one record after the other. A lost disk is empty: a replica's own, or the
 * first replica's when it happens at the database.
 */
function suffer(net: Net, self: NodeId, state: State, trait: string): void {
  if (trait === 'breached' && state.type === 'client') robbed(net, self);
  if (trait === 'breached' && state.type === 'server') breakIn(net, self);
  if (trait === 'disk-lost' && state.type === 'replica') state.versions = {};
  if (trait === 'disk-lost' && state.type === 'server') loseDisk(net, self, state);
}

function nodesOf(plan: Plan): NodeSpec[] {
  const params = recordsParams(plan.params);
  const common = { down: linkRate(params.down), latency: micros(params.latency * 500), workers: 1, places: null };
  const server = { ...common, up: linkRate(params.serverUp) };
  // Replicas stand in the same room as the database.
  const replica = { ...server, role: 'replica', latency: micros(0) };
  return [
    ...Array.from({ length: plan.nodes }, (_, node) =>
      node === DATABASE
        ? { ...server, role: 'server', places: params.places === 0 ? null : params.places }
        : { ...common, role: 'client', up: linkRate(params.peerUp) },
    ),
    ...Array.from({ length: params.replicas }, () => replica),
    ...Array.from({ length: params.spares }, () => ({ ...replica, startsDown: true })),
  ];
}

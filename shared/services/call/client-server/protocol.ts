import { micros, type NodeSpec, type Plan, type Protocol } from '../../../sim/index.ts';
import { linkRate } from '../../setting.ts';
import { callParams } from '../params.ts';
import { note } from '../speech.ts';
import { type CallerState, callerAction, callerMessage, callerTimer, newCaller, wake } from './caller.ts';
import { newRelay, type RelayState, relayAction, relayAutopilot, relayMessage, sendMixes } from './relay.ts';
import { RELAY } from './wire.ts';

export type State = RelayState | CallerState;

/** Every speaker sends one stream to a relay, which forwards it to the others of the call (SFU) or mixes them (MCU). */
export function clientServer(plan: Plan): Protocol<State> {
  return {
    nodes: nodesOf(plan),
    kinds: [
      { name: 'media', use: 'useful' },
      { name: 'report', use: 'control' },
      { name: 'order', use: 'control' },
    ],
    verbs: ['speak', 'lower', 'raise', 'allot', 'mute', 'move'],
    init: (_net, self) => (isRelay(plan, self) ? newRelay() : newCaller()),
    start: (net, self, state) => {
      if (state.type === 'client') wake(net, self, state);
    },
    up: (net, self, state) => (state.type === 'client' ? wake(net, self, state) : note(state, 'restarted')),
    message: (net, self, state, message) =>
      state.type === 'server' ? relayMessage(net, self, state, message) : callerMessage(net, self, state, message),
    timer: (net, self, state, timer, arg) =>
      state.type === 'server' ? sendMixes(net, self, state) : callerTimer(net, self, state, timer, arg),
    action: (net, self, state, action) =>
      state.type === 'server' ? relayAction(net, self, state, action) : callerAction(net, self, state, action),
    autopilot: (net, self, state) => {
      if (state.type === 'server') return relayAutopilot(net, self, state);
      return state.speech.turn === null && state.speech.open.length > 0 ? { type: 'speak' } : undefined;
    },
  };
}

/** Node 0 and, behind the people's machines, the backup relay with the same links. */
function isRelay(plan: Plan, node: number): boolean {
  return node === RELAY || node === plan.nodes;
}

function nodesOf(plan: Plan): NodeSpec[] {
  const params = callParams(plan.params);
  const common = { down: linkRate(params.down), latency: micros(params.latency * 500), workers: 1, places: null };
  return Array.from({ length: plan.nodes + 1 }, (_, node) => {
    if (!isRelay(plan, node)) return { role: 'client', up: linkRate(params.peerUp), ...common };
    return { ...common, role: node === RELAY ? 'server' : 'backup', up: linkRate(params.relayUp), down: null };
  });
}

import {
  type Action,
  micros,
  type Net,
  type NodeId,
  type NodeSpec,
  type Plan,
  type Protocol,
  type Refusal,
} from '../../../sim/index.ts';
import { linkRate } from '../../setting.ts';
import { callParams } from '../params.ts';
import { beginTurn } from '../speech.ts';
import { friendsAutopilot, qualityAction, relayAction, routeAction } from './friends.ts';
import { receive, sendFrame, tick, wake } from './peer.ts';
import { newPeer, type PeerState } from './state.ts';

/** Every speaker sends a stream of its own to each other member of the call; friends carry for pairs that can't reach each other. */
export function peerToPeer(plan: Plan): Protocol<PeerState> {
  return {
    nodes: nodesOf(plan),
    kinds: [
      { name: 'media', use: 'useful' },
      { name: 'report', use: 'control' },
      { name: 'ask', use: 'control' },
      { name: 'agree', use: 'control' },
    ],
    verbs: ['speak', 'lower', 'raise', 'relay', 'route'],
    init: () => newPeer(),
    start: wake,
    up: wake,
    message: receive,
    timer: tick,
    action: act,
    autopilot: (net, self, state) => {
      const forFriends = friendsAutopilot(net, self, state);
      if (forFriends !== undefined) return forFriends;
      return state.speech.turn === null && state.speech.open.length > 0 ? { type: 'speak' } : undefined;
    },
  };
}

function act(net: Net, self: NodeId, state: PeerState, action: Action): Refusal | undefined {
  switch (action.type) {
    case 'speak':
      if (state.speech.turn !== null) return { code: 'speaking', said: { key: 'call.refusal.speaking' } };
      if (!beginTurn(state.speech)) return { code: 'nothing-to-say', said: { key: 'call.refusal.nothing-to-say' } };
      sendFrame(net, self, state);
      return undefined;
    case 'lower':
    case 'raise':
      return qualityAction(net, self, state, action);
    case 'relay':
      return relayAction(net, self, state, action);
    default:
      return routeAction(net, self, state, action);
  }
}

function nodesOf(plan: Plan): NodeSpec[] {
  const params = callParams(plan.params);
  return Array.from({ length: plan.nodes }, () => ({
    role: 'peer',
    up: linkRate(params.peerUp),
    down: linkRate(params.down),
    latency: micros(params.latency * 500),
    workers: 1,
    places: null,
  }));
}

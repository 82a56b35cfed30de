import {
  micros,
  type Net,
  type NodeId,
  type NodeSpec,
  type Plan,
  type Protocol,
  Randomness,
} from '../../../sim/index.ts';
import { randomNeighbours } from '../../graph.ts';
import { linkRate } from '../../setting.ts';
import { draft, nextDraftIn, note } from '../letter.ts';
import { mailParams } from '../params.ts';
import { carryAction, carryAutopilot, receive } from './carry.ts';
import { nextRound, receiveInRounds, startRounds } from './spread.ts';
import { newPeer, type PeerState, Timer } from './state.ts';

const FIRST_PERSON = 0;

/** Letters travel from friend to friend: stored, carried and passed on until somebody meets the addressee. */
export function peerToPeer(plan: Plan): Protocol<PeerState> {
  const { friends, copies, seals, spread } = mailParams(plan.params);
  const carries = spread === 'carry';
  const graph = randomNeighbours(
    plan.nodes,
    friends === 0 ? plan.nodes : friends,
    new Randomness(plan.seed).stream('friends', -1),
  );
  return {
    nodes: nodesOf(plan),
    kinds: [
      { name: 'pass', use: 'useful' },
      { name: 'taken', use: 'control' },
      { name: 'ask', use: 'control' },
    ],
    verbs: ['send', 'pass', 'copies', 'seal', 'drop', 'ask'],
    init: (_net, self) => newPeer(graph[self] ?? [], copies, seals),
    start: (net, self, state) => (carries ? wake(net, self) : startRounds(net, self, state)),
    up: (net, self) => {
      if (carries) wake(net, self);
    },
    message: carries ? receive : receiveInRounds,
    timer: (net, self, state, timer) => {
      if (timer === Timer.round) return nextRound(net, self, state);
      if (draft(net, self, state.desk, FIRST_PERSON)) wake(net, self);
    },
    trait: (net, self, state, trait, on) => {
      if (trait === 'disk-lost' && on) loseDisk(net, self, state);
    },
    action: carryAction,
    autopilot: (net, self, state) => (carries ? carryAutopilot(net, self, state) : undefined),
  };
}

function wake(net: Net, self: NodeId): void {
  net.after(self, nextDraftIn(net, self), Timer.draft);
}

/** What was carried is gone here; other copies may be on their way. */
function loseDisk(net: Net, self: NodeId, state: PeerState): void {
  for (const { letter } of state.carried.splice(0)) net.fact('dropped-copy', self, letter.from as NodeId, letter.id);
  note(state, 'disk-lost');
}

function nodesOf(plan: Plan): NodeSpec[] {
  const params = mailParams(plan.params);
  return Array.from({ length: plan.nodes }, () => ({
    role: 'peer',
    up: linkRate(params.peerUp),
    down: linkRate(params.down),
    latency: micros(params.latency * 500),
    workers: 1,
    places: null,
  }));
}

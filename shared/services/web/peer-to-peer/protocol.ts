import {
  type Json,
  type Message,
  type Net,
  type NodeId,
  type Plan,
  type Protocol,
  Randomness,
} from '../../../sim/index.ts';
import { randomNeighbours } from '../../kit/graph.ts';
import { findWant, newReading, Timer } from '../reading.ts';
import { createSite, type Site } from '../site.ts';
import { beginReading, beginWant, dropWants, failWant } from '../wants.ts';
import { fetchCame, giftCame, pageCame, refusalCame, servePage, tryOther } from './exchange.ts';
import { KINDS, Kind, layOut, ORIGIN } from './layout.ts';
import { haveCame, searchCame, searchEnds } from './search.ts';
import { MEMORY, type PeerState } from './state.ts';
import { PEER_VERBS, peerAction, peerAutopilot, pickNext } from './verbs.ts';
import { hashCame, hashLate, hashPleaseCame } from './vouch.ts';

/** The web without a server: readers keep what they have read and find pages at each other. */
export function peerToPeer(plan: Plan): Protocol<PeerState> {
  const site = createSite(plan);
  const stream = new Randomness(plan.seed).stream('neighbours', -1);
  const graph = randomNeighbours(plan.nodes, site.settings.neighbours, stream);
  return {
    nodes: layOut(plan, site.settings),
    kinds: KINDS,
    verbs: PEER_VERBS,
    init: (_net, self) => freshState(self, graph[self] as NodeId[]),
    start: (net, self, state) => read(net, self, state, site),
    message: (net, self, state, message) => onMessage(net, self, state, message, site),
    timer: (net, self, state, timer, arg) => onTimer(net, self, state, timer, arg, site),
    served: (net, self, state, job) => servePage(net, self, state, job, site),
    pick: (net, self, state) => pickNext(net, self, state),
    action: (net, self, state, action) => peerAction(net, self, state, action, site),
    autopilot: (net, _self, state) => peerAutopilot(net, state),
    down: (net, self, state, reason) => {
      dropWants(net, self, state.reading, reason);
      state.checking = [];
      state.chosen = [];
    },
    up: (net, self, state) => read(net, self, state, site),
  };
}

function freshState(self: NodeId, neighbours: readonly NodeId[]): PeerState {
  return {
    role: self === ORIGIN ? 'origin' : 'peer',
    reading: newReading(),
    neighbours,
    copies: [],
    seen: new Array<number>(MEMORY).fill(0),
    notes: [],
    checking: [],
    chosen: [],
    takers: {},
    served: 0,
    gifts: 0,
  };
}

/** The origin's machine has every page and reads none. */
function read(net: Net, self: NodeId, state: PeerState, site: Site): void {
  if (state.role === 'peer') beginReading(net, self, site);
}

function onMessage(net: Net, self: NodeId, state: PeerState, message: Message, site: Site): void {
  switch (message.kind) {
    case Kind.search:
      return searchCame(net, self, state, message, site);
    case Kind.have:
      return haveCame(net, self, state, message, site);
    case Kind.fetch:
      return fetchCame(net, self, state, message, site);
    case Kind.page:
      return pageCame(net, self, state, message, site);
    case Kind.refusal:
      return refusalCame(net, self, state, message, site);
    case Kind.hashPlease:
      return hashPleaseCame(net, self, message, site);
    case Kind.hash:
      return hashCame(net, self, state, message);
    case Kind.gift:
      return giftCame(net, self, state, message, site);
    default:
      throw new Error(`a peer got message kind ${message.kind}`);
  }
}

function onTimer(net: Net, self: NodeId, state: PeerState, timer: number, arg: Json, site: Site): void {
  if (timer === Timer.think) {
    beginWant(net, self, state.reading, site);
    return;
  }
  if (timer === Timer.hash) return hashLate(state, arg as number);
  const want = findWant(state.reading, arg);
  if (want === undefined) return;
  switch (timer) {
    case Timer.deadline:
      want.deadlineTimer = 0;
      return failWant(net, self, state.reading, want, 'timeout', site);
    case Timer.try:
      want.tryTimer = 0;
      return tryOther(net, self, state, want, 'timeout', site);
    case Timer.search:
      return searchEnds(net, self, want, site);
    case Timer.again:
      return;
    default:
      throw new Error(`a peer has no timer ${timer}`);
  }
}

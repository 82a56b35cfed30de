import {
  type Action,
  micros,
  type Net,
  type NodeId,
  type NodeSpec,
  type Plan,
  type Protocol,
  type Refusal,
  seconds,
} from '../../../sim/index.ts';
import { remember } from '../../naming.ts';
import { linkRate } from '../../setting.ts';
import { canvasParams } from '../params.ts';
import { makeWish, nextWishIn, takeWish } from '../wishes.ts';
import { conflicts, newPeer, type PeerState, Timer } from './peer.ts';
import { EMPTY_REGISTER, paint } from './register.ts';
import { periodicSync, receive, syncWith, tell } from './sync.ts';

/** Every peer paints on its own copy and tells its neighbours; copies merge (register.ts) in whatever order news arrives. */
export function peerToPeer(plan: Plan): Protocol<PeerState> {
  return {
    nodes: nodesOf(plan),
    kinds: [
      { name: 'delta', use: 'useful' },
      { name: 'kept', use: 'control' },
      { name: 'digest', use: 'control' },
      { name: 'want', use: 'control' },
    ],
    verbs: ['paint', 'sync', 'keep'],
    init: (net, self) => newPeer(net, self),
    start: begin,
    up: begin,
    message: receive,
    timer: (net, self, state, timer) => {
      if (timer === Timer.sync) return periodicSync(net, self, state);
      makeWish(net, self, state.wishes);
      if (state.wishes.made < canvasParams(net.plan.params).strokes) net.after(self, nextWishIn(net, self), Timer.wish);
    },
    trait: (net, self, state, trait, on) => {
      if (trait === 'disk-lost' && on) loseDisk(net, self, state);
    },
    action: handleAction,
    autopilot: (_net, self, state) => {
      const [wish] = state.wishes.open;
      if (wish !== undefined) return { type: 'paint', wish: wish.number };
      // Of two authors the one with the lower number chooses, or both would paint at once again.
      const conflict = conflicts(state, self).find(({ register }) => register.values[0]?.dot[0] === self);
      return conflict === undefined ? undefined : { type: 'keep', cell: conflict.cell, which: 0 };
    },
  };
}

function nodesOf(plan: Plan): NodeSpec[] {
  const params = canvasParams(plan.params);
  return Array.from({ length: plan.nodes }, (_, node) => ({
    role: 'peer',
    up: linkRate(node === 0 ? params.serverUp : params.peerUp),
    down: linkRate(params.down),
    latency: micros(params.latency * 500),
    workers: 1,
    places: null,
  }));
}

function begin(net: Net, self: NodeId, _state: PeerState): void {
  const { syncEvery } = canvasParams(net.plan.params);
  net.after(self, nextWishIn(net, self), Timer.wish);
  net.after(self, seconds(syncEvery * (0.5 + net.random('sync', self).unit())), Timer.sync);
}

function handleAction(net: Net, self: NodeId, state: PeerState, action: Action): Refusal | undefined {
  switch (action.type) {
    case 'paint': {
      const wish = takeWish(state.wishes, action.wish);
      if (wish === undefined) return { code: 'no-wish', said: { key: 'canvas.refusal.no-wish' } };
      state.unsaved.push({ wish, cell: wish.cell });
      write(net, self, state, wish.cell, wish.colour, wish.number);
      return undefined;
    }
    case 'sync':
      return syncWith(net, self, state, Number(action.whom));
    default:
      return keep(net, self, state, Number(action.cell), Number(action.which));
  }
}

/** The copy is gone; what nobody else has is lost, the rest comes back by comparing with neighbours. */
function loseDisk(net: Net, self: NodeId, state: PeerState): void {
  for (const { wish } of state.unsaved.splice(0)) net.fact('lost-write', self, self, wish.number);
  state.cells = {};
  remember(state, { key: 'canvas.happened.disk-lost' });
}

function write(net: Net, self: NodeId, state: PeerState, cell: number, colour: number, number: number): void {
  const register = paint(state.cells[cell] ?? EMPTY_REGISTER, self, colour, net.now);
  state.cells[cell] = register;
  tell(net, self, state.neighbours, { cell, register, number });
}

function keep(net: Net, self: NodeId, state: PeerState, cell: number, which: number): Refusal | undefined {
  const register = state.cells[cell];
  const value = register?.values[which];
  if (register === undefined || value === undefined || register.values.length < 2) {
    return { code: 'no-conflict', said: { key: 'canvas.refusal.no-conflict' } };
  }
  net.fact('decided', self, value.dot[0] as NodeId, cell, 1);
  write(net, self, state, cell, value.colour, 0);
  return undefined;
}

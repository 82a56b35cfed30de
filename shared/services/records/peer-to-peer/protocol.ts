import {
  type Action,
  type Json,
  type Message,
  micros,
  type Net,
  type NodeId,
  type NodeSpec,
  type Plan,
  type Protocol,
  type Refusal,
  seconds,
} from '../../../sim/index.ts';
import { linkRate } from '../../setting.ts';
import { recordsParams } from '../params.ts';
import { beginTask, makeTask, nextTaskIn, note, putBack } from '../tasks.ts';
import { pretend } from './lies.ts';
import { forward, found, heard, notHeard, receiveFind, startFind, timedOut } from './lookup.ts';
import { settledRing } from './ring.ts';
import { admit, keep, pinged, ponged, replicate, stabilise, standsRight } from './stabilise.ts';
import { Kind, newPeer, type PeerState, Timer } from './state.ts';

/** A distributed hash table: a Chord ring with finger tables, successor lists and copies on the successors. */
export function peerToPeer(plan: Plan): Protocol<PeerState> {
  const ring = settledRing(plan);
  const { copies } = recordsParams(plan.params);
  return {
    nodes: nodesOf(plan),
    kinds: [
      { name: 'find', use: 'request' },
      { name: 'heard', use: 'control' },
      { name: 'found', use: 'useful' },
      { name: 'replica', use: 'control' },
      { name: 'ping', use: 'control' },
      { name: 'pong', use: 'control' },
      { name: 'hand-over', use: 'control' },
    ],
    verbs: ['ask', 'forward', 'replicate', 'admit', 'refuse', 'pretend'],
    init: (_net, self) =>
      newPeer(ring.contact(self), ring.successors(self, copies + 1), ring.predecessor(self), ring.fingers(self)),
    start: wake,
    up: (net, self, state) => {
      for (const { task } of [...state.tasks.asked]) putBack(net, self, state.tasks, task.number, 'sender-down');
      state.inbox.length = 0;
      state.unheard.length = 0;
      wake(net, self, state);
    },
    message: receive,
    timer: tick,
    trait: (_net, _self, state, trait, on) => {
      if (trait !== 'disk-lost' || !on) return;
      state.store = {};
      note(state, 'disk-lost');
    },
    action: act,
    autopilot,
  };
}

function wake(net: Net, self: NodeId, _state: PeerState): void {
  const { stabilise: every } = recordsParams(net.plan.params);
  net.after(self, nextTaskIn(net, self), Timer.task);
  net.after(self, seconds(every * net.random('stabilise', self).unit()), Timer.stabilise);
}

function receive(net: Net, self: NodeId, state: PeerState, message: Message): void {
  switch (message.kind) {
    case Kind.find:
      return receiveFind(net, self, state, message);
    case Kind.heard:
      return heard(state, message.body as unknown as readonly [number, number, number]);
    case Kind.found:
      return found(net, self, state, message);
    case Kind.ping:
      return pinged(net, self, state, message);
    case Kind.pong:
      return ponged(net, self, state, message.body as unknown as Parameters<typeof ponged>[3]);
    default:
      return keep(net, self, state, message.from, message.body as Record<string, number>);
  }
}

function tick(net: Net, self: NodeId, state: PeerState, timer: number, arg: Json): void {
  switch (timer) {
    case Timer.task:
      if (makeTask(net, self, state.tasks)) net.after(self, nextTaskIn(net, self), Timer.task);
      return;
    case Timer.timeout:
      return timedOut(net, self, state, Number(arg));
    case Timer.forward:
      forward(net, self, state, arg as unknown as readonly [number, number]);
      return;
    case Timer.unheard:
      return notHeard(net, self, state, arg as readonly number[]);
    default:
      return stabilise(net, self, state);
  }
}

function act(net: Net, self: NodeId, state: PeerState, action: Action): Refusal | undefined {
  switch (action.type) {
    case 'ask': {
      const task = beginTask(state.tasks, action.task);
      if (task === undefined) return { code: 'no-task', said: { key: 'records.refusal.no-task' } };
      startFind(net, self, state, task);
      return undefined;
    }
    case 'forward':
      if (state.inbox.length === 0) return { code: 'nothing-waits', said: { key: 'records.refusal.nothing-waits' } };
      forward(net, self, state);
      return undefined;
    case 'replicate':
      if (!state.toReplicate) return { code: 'already', said: { key: 'records.refusal.already' } };
      replicate(net, self, state);
      note(state, 'replicated');
      return undefined;
    case 'pretend':
      return pretend(net, self, state, action.who);
    default:
      return decideStranger(net, self, state, action);
  }
}

function decideStranger(net: Net, self: NodeId, state: PeerState, action: Action): Refusal | undefined {
  const index = state.strangers.findIndex(({ node, place }) => node === action.who && place === action.place);
  const [stranger] = index < 0 ? [] : state.strangers.splice(index, 1);
  if (stranger === undefined) return { code: 'no-stranger', said: { key: 'records.refusal.no-stranger' } };
  if (action.type === 'admit') {
    admit(net, self, state, stranger);
    return undefined;
  }
  net.fact('decided', self, stranger.node as NodeId, stranger.place, 0);
  note(state, 'turned-away', { who: stranger.node });
  return undefined;
}

/** Strangers first, or the ring breaks; then what others wait for, copies, and the own tasks. */
function autopilot(net: Net, _self: NodeId, state: PeerState): Action | undefined {
  const [stranger] = state.strangers;
  if (stranger !== undefined) {
    const welcome = !recordsParams(net.plan.params).checkIds || standsRight(net, stranger);
    return { type: welcome ? 'admit' : 'refuse', who: stranger.node, place: stranger.place };
  }
  if (state.toReplicate) return { type: 'replicate' };
  const [task] = state.tasks.open;
  if (task !== undefined) return { type: 'ask', task: task.number };
  return state.inbox.length > 0 ? { type: 'forward' } : undefined;
}

function nodesOf(plan: Plan): NodeSpec[] {
  const params = recordsParams(plan.params);
  return Array.from({ length: plan.nodes }, () => ({
    role: 'peer',
    up: linkRate(params.peerUp),
    down: linkRate(params.down),
    latency: micros(params.latency * 500),
    workers: 1,
    places: null,
  }));
}

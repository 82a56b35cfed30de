import type { Message, MessageId, Micros, Net, NodeId, NodeSpec, Protocol, TimerId } from '../../shared/sim/index.ts';

/** Everything that a protocol can do, done at random: what the engine promises must hold for any of them. */
export const ITEM = 0;
export const ASK = 1;
export const NOTE = 2;
const TICK = 0;
const SPARE_TIMER = 1;
/** What the log tells of timers; ref = the machine's own number for it. */
export const TIMER_SET = 'rule-made';
export const TIMER_TAKEN_BACK = 'dropped-copy';
export const TIMER_FIRED = 'rule-kept';
/** What arrives gives energy to push, and what is pushed arrives: without a bound, for ever. */
const MOST_MADE = 20;

interface ToyState {
  ticks: number;
  made: number;
  energy: number;
  heard: number;
  handles: number[];
  spareTimer: number;
  /** Numbers of its own for the timers it sets, which the log tells of. */
  spares: number;
}

type ItemBody = readonly [item: number, hops: number];

export function toy(nodes: readonly NodeSpec[], extraDraws = 0): Protocol<ToyState> {
  return {
    nodes,
    kinds: [
      { name: 'item', use: 'useful' },
      { name: 'ask', use: 'request' },
      { name: 'note', use: 'control' },
    ],
    verbs: ['push', 'forget', 'switch'],
    init: () => ({ ticks: 0, made: 0, energy: 3, heard: 0, handles: [], spareTimer: 0, spares: 0 }),
    start: (net, self) => void net.after(self, below(net, self, 50_000), TICK),
    timer: (net, self, state, timer, arg) => {
      if (timer === TICK) return tick(net, self, state);
      net.fact(TIMER_FIRED, self, -1, Number(arg));
      net.poke(self);
    },
    message: (net, self, state, message) => {
      for (let draw = 0; draw < extraDraws; draw++) net.random('nobody needs this', self).unit();
      state.energy = Math.min(5, state.energy + 1);
      net.wake(self);
      if (message.from >= net.plan.nodes && net.random('toy', self).chance(0.3)) switchSpare(net);
      if (message.kind === ASK) net.enqueue(self, message, below(net, self, 250_000));
      else if (message.kind === NOTE) state.heard++;
      else if (net.random('toy', self).chance(0.2)) net.refuse(message, 'not-allowed');
      else takeItem(net, self, message);
    },
    served: (net, self, state, job) => sendItem(net, self, state, job.message.from, newItem(self, state), 0),
    pick: (net, self, _state, queue) => net.random('toy', self).below(queue.length),
    idle: (net, self, state) => {
      if (state.heard % 3 === 1) net.send(self, other(net, self), NOTE, 40, null);
      state.heard++;
    },
    action: (net, self, state, action) => {
      if (action.type === 'push') {
        if (state.energy === 0) return { code: 'tired', said: { key: 'tired' } };
        state.energy--;
        sendItem(net, self, state, other(net, self), newItem(self, state), 1);
      } else if (action.type === 'forget') {
        net.dropJobs(self, 'cancelled', (job) => job.message.id % 2 === 0);
      } else switchSpare(net);
      return undefined;
    },
    autopilot: (_net, _self, state) => (state.energy > 3 && state.made < MOST_MADE ? { type: 'push' } : 'rest'),
    down: (net, self, state) => {
      state.handles = [];
      setSpareTimer(net, self, state, 10_000 as Micros);
    },
    up: (net, self) => void net.after(self, below(net, self, 20_000), TICK),
    trait: (net, self, _state, _trait, on) => {
      if (on && net.isUp(self)) net.poke(self);
    },
  };
}

function tick(net: Net, self: NodeId, state: ToyState): void {
  state.ticks++;
  if (state.ticks < Number(net.plan.params['ticks'])) net.after(self, (1 + below(net, self, 80_000)) as Micros, TICK);
  const random = net.random('toy', self);
  const to = other(net, self);
  for (let load = 0; load < net.load; load++) sendItem(net, self, state, to, newItem(self, state), 2);
  if (random.chance(0.1)) switchSpare(net);
  if (!net.isUp(self)) return;
  if (random.chance(0.9)) net.send(self, to, ASK, random.pick([0, 30, 300]), null);
  if (random.chance(0.3))
    net.cancel(self, (state.handles[random.below(state.handles.length)] ?? 0) as MessageId, 'timeout');
  if (random.chance(0.5) && state.spareTimer > 0) {
    net.cancelTimer(state.spareTimer as TimerId);
    net.fact(TIMER_TAKEN_BACK, self, -1, state.spares);
  }
  if (random.chance(0.5)) setSpareTimer(net, self, state, below(net, self, 30_000));
}

function setSpareTimer(net: Net, self: NodeId, state: ToyState, delay: Micros): void {
  state.spares++;
  state.spareTimer = net.after(self, delay, SPARE_TIMER, state.spares);
  net.fact(TIMER_SET, self, -1, state.spares, delay);
}

function sendItem(net: Net, self: NodeId, state: ToyState, to: NodeId, item: number, hops: number): void {
  const bytes = net.random('toy', self).pick([0, 1, 100, 1_000, 4_000]);
  state.handles = [...state.handles.slice(-3), net.send(self, to, ITEM, bytes, [item, hops] satisfies ItemBody)];
}

/** Stores the item and passes it on: the fact tells the reader of the log which message made it send which. */
function takeItem(net: Net, self: NodeId, message: Message): void {
  const [item, hops] = message.body as ItemBody;
  net.fact('stored', self, -1, item);
  if (hops === 0 || net.hasTrait(self, 'free-rider')) return;
  const forwarded = net.send(self, other(net, self), ITEM, 500, [item, hops - 1] satisfies ItemBody);
  net.fact('decided', self, -1, message.id, forwarded);
}

function newItem(self: NodeId, state: ToyState): number {
  state.made++;
  return self * 10_000 + state.made;
}

/** The last machine is a spare that anybody can start and stop. */
function switchSpare(net: Net): void {
  const spare = (net.size - 1) as NodeId;
  if (spare < net.plan.nodes) return;
  if (net.isUp(spare)) net.turnOff(spare, 'left');
  else net.turnOn(spare);
}

function other(net: Net, self: NodeId): NodeId {
  return ((self + 1 + net.random('toy', self).below(net.size - 1)) % net.size) as NodeId;
}

function below(net: Net, self: NodeId, most: number): Micros {
  return net.random('toy', self).below(most) as Micros;
}

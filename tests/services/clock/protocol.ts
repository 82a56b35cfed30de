import { namingOf, remember } from '../../../shared/services/naming.ts';
import { linkRate } from '../../../shared/services/setting.ts';
import {
  type Action,
  type Json,
  type Message,
  micros,
  type Net,
  type NodeId,
  type Plan,
  type Protocol,
  type Refusal,
  type Said,
  seconds,
} from '../../../shared/sim/index.ts';

const { said } = namingOf('clock');
const Kind = { question: 0, answer: 1 } as const;
const Timer = { wish: 0, timeout: 1 } as const;

/** A machine with a clock that is off. Nobody's rules may look at true time: only at what this clock shows. */
export interface Machine {
  /** How far the clock is ahead, µs. */
  ahead: number;
  /** How often its person wanted it set, and how often it was. */
  wished: number;
  set: number;
  /** Since when the person waits for it to be set, µs; -1: does not. */
  waitsSince: number;
  /** A question under way: who was asked, and when by true time, for the round trip. */
  asked: { readonly whom: number; readonly at: number } | null;
  recent: readonly Said[];
}

/** What the two architectures do differently. */
export interface Way {
  roleOf(node: number): string;
  mayAsk(self: NodeId, whom: number): boolean;
  /** Whom the autopilot asks. */
  next(net: Net, self: NodeId, machine: Machine): number;
  /** How much of the difference the one who asked takes over: all of it from a server, half of it from another peer. */
  readonly share: number;
}

/** Machines that ask for the time: a round trip's half is added to the answer, as Cristian's algorithm does (1989). */
export function clockProtocol(plan: Plan, way: Way): Protocol<Machine> {
  const wants = (node: number): boolean => way.roleOf(node) !== 'server';
  const begin = (net: Net, self: NodeId): void => {
    if (wants(self)) net.after(self, nextWish(net, self), Timer.wish);
  };
  return {
    nodes: Array.from({ length: plan.nodes }, (_, node) => ({
      role: way.roleOf(node),
      up: linkRate(Number(plan.params['up'])),
      down: null,
      latency: micros(Number(plan.params['latency']) * 500),
      workers: 1,
      places: null,
    })),
    kinds: [
      { name: 'question', use: 'request' },
      { name: 'answer', use: 'useful' },
    ],
    verbs: ['ask', 'give-up'],
    init: (net, self) => {
      const off = wants(self) ? 2 * net.random('clock', self).unit() - 1 : 0;
      const ahead = Math.round(off * seconds(Number(plan.params['off'])));
      return { ahead, wished: 0, set: 0, waitsSince: -1, asked: null, recent: [] };
    },
    start: begin,
    up: begin,
    down: (_net, _self, machine) => {
      machine.asked = null;
    },
    message: (net, self, machine, message) => {
      if (message.kind === Kind.question) answer(net, self, machine, message);
      else setClock(net, self, machine, message, way.share);
    },
    timer: (net, self, machine, timer, since) => {
      if (timer === Timer.timeout) timeOut(machine, since);
      else wish(net, self, machine);
    },
    action: (net, self, machine, action) => act(net, self, machine, action, way),
    autopilot: (net, self, machine) =>
      machine.waitsSince < 0 || machine.asked !== null
        ? undefined
        : { type: 'ask', whom: way.next(net, self, machine) },
  };
}

function nextWish(net: Net, self: NodeId) {
  return seconds(net.random('wish', self).exponential(Number(net.plan.params['think'])) / net.load);
}

function wish(net: Net, self: NodeId, machine: Machine): void {
  if (machine.wished >= Number(net.plan.params['readings']) || machine.waitsSince >= 0) return;
  machine.wished++;
  machine.waitsSince = net.now;
  net.fact('asked', self, -1, machine.wished);
}

function answer(net: Net, self: NodeId, machine: Machine, { from }: Message): void {
  net.fact('decided', self, from, 0, 1);
  net.send(self, from, Kind.answer, Number(net.plan.params['bytes']), net.now + machine.ahead);
}

function setClock(net: Net, self: NodeId, machine: Machine, { from, body }: Message, share: number): void {
  if (machine.asked?.whom !== from) return;
  const theirs = Number(body) + (net.now - machine.asked.at) / 2;
  machine.ahead += Math.round(share * (theirs - (net.now + machine.ahead)));
  machine.asked = null;
  machine.set++;
  net.fact('got', self, from, machine.wished, net.now - machine.waitsSince);
  if (machine.set === Number(net.plan.params['readings'])) net.fact('done', self);
  machine.waitsSince = -1;
  remember(machine, said('happened.set', { who: from }));
  net.after(self, nextWish(net, self), Timer.wish);
}

function timeOut(machine: Machine, since: Json): void {
  if (machine.asked === null || machine.asked.at !== since) return;
  remember(machine, said('happened.silent', { who: machine.asked.whom }));
  machine.asked = null;
}

function act(net: Net, self: NodeId, machine: Machine, action: Action, way: Way): Refusal | undefined {
  if (action.type === 'give-up') {
    if (machine.asked === null) return refusal('nobody-asked');
    machine.asked = null;
    return undefined;
  }
  const whom = Number(action['whom']);
  if (!Number.isInteger(whom) || whom < 0 || whom >= net.size || !way.mayAsk(self, whom))
    return refusal('nobody-there');
  if (machine.waitsSince < 0) return refusal('not-needed');
  if (machine.asked !== null) return refusal('asked-already');
  machine.asked = { whom, at: net.now };
  net.send(self, whom as NodeId, Kind.question, Number(net.plan.params['bytes']), null);
  net.after(self, seconds(Number(net.plan.params['timeout'])), Timer.timeout, net.now);
  return undefined;
}

function refusal(code: string): Refusal {
  return { code, said: said(`refusal.${code}`) };
}

import type { Message, Net, NodeId, NodeSpec, Plan, Protocol } from '../../../sim/index.ts';
import type { Machine } from '../machine.ts';
import { readPiece } from '../pieces.ts';
import { carryOut } from '../refusal.ts';
import { type Settings, settingsOf } from '../settings.ts';
import { clientFalls, clientHears, clientStarts, clientTick } from './client.ts';
import { copied, mirrorTick } from './mirror.ts';
import { mirrorReady, operate, operatorAutopilot } from './operate.ts';
import { answerPing, forget, serveNext, takeRequest } from './source.ts';
import { KIND, KINDS, newClient, newSource, type SourceState, type State, VERBS } from './state.ts';
import { clientAutopilot, wish } from './wishes.ts';

/** A download server, its clients, and spare machines that can become mirrors. */
export function clientServer(plan: Plan): Protocol {
  // One server can't be outvoted by itself, so nothing is fetched twice.
  const settings: Settings = { ...settingsOf(plan), votes: 1 };
  const at = (net: Net, self: NodeId): Machine => ({ net, self, settings });
  const rules: Protocol<State> = {
    nodes: machines(plan, settings),
    kinds: KINDS,
    verbs: VERBS,
    init: (net, self) => {
      const isClient = self > 0 && self < plan.nodes;
      if (isClient) return newClient(at(net, self));
      return newSource(at(net, self), self === 0 ? 'server' : 'mirror', plan.nodes);
    },
    start: (net, self, state) => {
      if (state.role === 'client') clientStarts(at(net, self));
    },
    message: (net, self, state, message) => {
      if (state.role === 'client') clientHears(at(net, self), state, message);
      else sourceHears(at(net, self), state, message);
    },
    timer: (net, self, state) => {
      if (state.role === 'client') clientTick(at(net, self), state);
      else mirrorTick(at(net, self), state);
    },
    idle: (net, self, state) => {
      if (state.role !== 'client') serveNext(at(net, self), state);
    },
    action: (net, self, state, action) =>
      carryOut(state.role === 'client' ? wish(at(net, self), state, action) : operate(at(net, self), state, action)),
    autopilot: (net, self, state) =>
      state.role === 'client' ? clientAutopilot(at(net, self), state) : operatorAutopilot(at(net, self), state),
    down: (net, self, state, reason) => {
      if (state.role === 'client') clientFalls(at(net, self), state, reason);
      else state.queue.length = 0;
    },
    up: (net, self, state) => {
      if (state.role === 'client') clientStarts(at(net, self));
      else sourceStarts(at(net, self), state);
    },
  };
  return rules as Protocol;
}

function machines({ nodes }: Plan, settings: Settings): NodeSpec[] {
  const { latency, serverUp, down, mirrors } = settings;
  const usual = { latency, workers: 1, places: null };
  const specs: NodeSpec[] = [{ ...usual, role: 'server', up: serverUp, down: null }];
  for (let node = 1; node < nodes; node++) {
    const up = settings.uplink(node);
    specs.push({ ...usual, role: 'client', up: up === 0 ? null : up, down });
  }
  for (let mirror = 0; mirror < mirrors; mirror++) {
    specs.push({ ...usual, role: 'mirror', up: serverUp, down: null, startsDown: true });
  }
  return specs;
}

/** The queue was lost with the fall; who waits learns it from the new number of starts. */
function sourceStarts(machine: Machine, source: SourceState): void {
  source.boots++;
  if (source.role === 'server') return;
  source.copying.length = 0;
  mirrorTick(machine, source);
}

function sourceHears(machine: Machine, source: SourceState, message: Message): void {
  switch (message.kind) {
    case KIND.request:
      return takeRequest(machine, source, message);
    case KIND.cancel:
      return forget(source, message.from, message.body as number);
    case KIND.ping:
      return answerPing(machine, source, message.from);
    case KIND.ready:
      return mirrorReady(machine, source, message.from);
    case KIND.piece: {
      const { piece, content } = readPiece(message.body);
      return copied(machine, source, piece, content);
    }
    case KIND.refusal:
      return;
  }
}

import type { Action, NodeId, Refusal } from '../../../sim/index.ts';
import { type Machine, remember } from '../machine.ts';
import { type Deed, isRefusal, no, nodeIn } from '../refusal.ts';
import { refuse, waitingOf } from './source.ts';
import { KIND, type SourceState } from './state.ts';

/** The verbs of whoever runs the server. */
export function operate(machine: Machine, source: SourceState, action: Action): Refusal | Deed {
  if (action.type === 'mirror') return addMirror(machine, source);
  if (action.type !== 'serve' && action.type !== 'throttle' && action.type !== 'unthrottle') return no('not-your-role');
  const client = nodeIn(action, 'client', machine.net.plan.nodes);
  if (isRefusal(client)) return client;
  if (client === machine.self) return no('thats-you');
  switch (action.type) {
    case 'serve':
      return serve(machine, source, client);
    case 'throttle':
      return throttle(machine, source, client);
    case 'unthrottle':
      return unthrottle(source, client);
  }
}

/** Throttles a client that fills the queue with more than its window, and lets it go once it waits for nothing. */
export function operatorAutopilot({ settings }: Machine, source: SourceState): Action | undefined {
  const calm = source.throttled.find((client) => waitingOf(source, client) === 0);
  if (calm !== undefined) return { type: 'unthrottle', client: calm };
  const tally = new Map<NodeId, number>();
  for (const { client } of source.queue) tally.set(client, (tally.get(client) ?? 0) + 1);
  for (const [client, count] of tally) {
    const hammers = count > settings.window && client < source.served.length;
    if (hammers && !source.throttled.includes(client)) return { type: 'throttle', client };
  }
  return undefined;
}

/** The spare machine that would be started next, or -1. */
export function spareMirror({ net, settings }: Machine, { started }: SourceState): NodeId | -1 {
  const next = net.plan.nodes + started.length;
  return started.length < settings.mirrors ? (next as NodeId) : -1;
}

/** A mirror has the whole file: every client hears of it. */
export function mirrorReady({ net, self, settings }: Machine, source: SourceState, mirror: NodeId): void {
  if (source.mirrors.includes(mirror)) return;
  source.mirrors.push(mirror);
  remember(source.recent, 'server.mirror-ready', { n: source.mirrors.length });
  for (let client = 1; client < net.plan.nodes; client++) {
    net.send(self, client as NodeId, KIND.mirrors, settings.controlBytes, [...source.mirrors]);
  }
}

function serve({ net, self }: Machine, source: SourceState, client: NodeId): Refusal | Deed {
  const { queue } = source;
  const at = queue.findIndex((waiting) => waiting.client === client);
  if (at < 0) return no('nothing-waits', { who: client });
  if (at === 0) return no('already-next', { who: client });
  return () => {
    const own = queue.filter((waiting) => waiting.client === client);
    const others = queue.filter((waiting) => waiting.client !== client);
    queue.splice(0, queue.length, ...own, ...others);
    remember(source.recent, 'server.served', { who: client });
    if (net.uplinkLength(self) === 0) net.poke(self);
  };
}

function throttle(machine: Machine, source: SourceState, client: NodeId): Refusal | Deed {
  if (source.throttled.includes(client)) return no('already-throttled', { who: client });
  const { net, self } = machine;
  return () => {
    source.throttled.push(client);
    net.fact('rule-made', self, client, client);
    net.fact('rule-kept', self, client, client);
    remember(source.recent, 'server.throttled', { who: client });
    dropAllButOne(machine, source, client);
  };
}

/** A throttled client has one place in the queue. */
function dropAllButOne(machine: Machine, source: SourceState, client: NodeId): void {
  const kept = source.queue.find((waiting) => waiting.client === client);
  const dropped = source.queue.filter((waiting) => waiting.client === client && waiting !== kept);
  for (const waiting of dropped) {
    source.queue.splice(source.queue.indexOf(waiting), 1);
    refuse(machine, source, client, waiting.piece, 'throttled');
  }
}

function unthrottle(source: SourceState, client: NodeId): Refusal | Deed {
  const at = source.throttled.indexOf(client);
  if (at < 0) return no('not-throttled', { who: client });
  return () => {
    source.throttled.splice(at, 1);
    remember(source.recent, 'server.unthrottled', { who: client });
  };
}

function addMirror(machine: Machine, source: SourceState): Refusal | Deed {
  const mirror = spareMirror(machine, source);
  if (mirror === -1) return no('no-mirror-left');
  if (source.started.length > source.mirrors.length) return no('mirror-copies');
  return () => {
    source.started.push(mirror);
    remember(source.recent, 'server.mirror-starts');
    machine.net.turnOn(mirror);
  };
}

import type { Job, Message, Net, NodeId, Reason } from '../../../sim/index.ts';
import { remember, Timer } from '../reading.ts';
import { type Site, untilUpdate, versionAt } from '../site.ts';
import { takeIn } from '../work.ts';
import type { PageBody, RefusalBody, RequestBody } from './client.ts';
import { Kind, mirrorNode } from './layout.ts';
import type { MirrorState, Rule, ServerState } from './state.ts';

type AnyServer = ServerState | MirrorState;

/** How long a throttled client gets nothing, µs. */
export const THROTTLE_TIME = 10_000_000;

export function serverMessage(net: Net, self: NodeId, state: ServerState, message: Message, site: Site): void {
  switch (message.kind) {
    case Kind.request:
      return takeRequest(net, self, state, message, site);
    case Kind.copyPlease: {
      const page = message.body as number;
      state.filled = page;
      return sendCopy(net, self, message.from, page, site);
    }
    case Kind.copied:
      return mirrorReady(net, self, state, message.from, site);
    default:
      throw new Error(`the server got message kind ${message.kind}`);
  }
}

/** A request becomes a job, or its client hears why not. */
export function takeRequest(net: Net, self: NodeId, state: AnyServer, message: Message, site: Site): void {
  if (isThrottled(net, state, message.from)) {
    net.refuse(message, 'throttled');
    return refuseClient(net, self, state, message, 'throttled', site);
  }
  if (!takeIn(net, self, message, site.settings)) return refuseClient(net, self, state, message, 'queue-full', site);
  net.fact('decided', self, message.from, message.id, 1);
}

/** A worker has made the page: it goes out, wanted still or not. */
export function servePage(net: Net, self: NodeId, state: AnyServer, job: Job, site: Site): void {
  const [ref, , page] = job.message.body as RequestBody;
  state.served++;
  const version = state.role === 'mirror' ? (state.versions[page] as number) : versionAt(site, page, net.now);
  const body: PageBody = [ref, page, version, net.hasTrait(self, 'poisoner')];
  net.send(self, job.message.from, Kind.page, site.settings.pageBytes, body);
}

/** Which waiting request is next: the chosen ones first, then by the standing order. */
export function pickNext(state: AnyServer, queue: readonly Job[]): number {
  while (state.chosen.length > 0) {
    const chosen = state.chosen.shift();
    const index = queue.findIndex((job) => job.message.id === chosen);
    if (index >= 0) return index;
  }
  return state.order === 'newest' ? queue.length - 1 : 0;
}

export function isThrottled(net: Net, state: AnyServer, who: NodeId): boolean {
  if (state.throttled.length === 0) return false;
  return state.throttled.some((rule) => rule.who === who && rule.until > net.now);
}

/** Keeps a rule and forgets those that are over. */
export function keepRule(net: Net, state: AnyServer, made: Rule): void {
  state.throttled = [...state.throttled.filter((rule) => rule.until > net.now), made];
}

/** Pages change from time to time; running mirrors are told each time. */
export function startUpdates(net: Net, self: NodeId, site: Site): void {
  if (site.settings.updates === 0 || site.settings.mirrors === 0) return;
  for (let page = 0; page < site.settings.pages; page++) planUpdate(net, self, page, site);
}

export function updatePage(net: Net, self: NodeId, state: ServerState, page: number, site: Site): void {
  for (const server of state.servers) if (server !== self) sendCopy(net, self, server, page, site);
  planUpdate(net, self, page, site);
}

/** Starts the next spare machine; it asks for every page and then takes requests. */
export function addMirror(net: Net, state: ServerState): void {
  const mirror = mirrorNode(net.plan, state.mirrors);
  state.mirrors++;
  state.filling = mirror;
  state.filled = 0;
  state.pressed = 0;
  net.turnOn(mirror);
  remember(state, { key: 'recent.mirror-started' });
}

function planUpdate(net: Net, self: NodeId, page: number, site: Site): void {
  net.after(self, untilUpdate(site, page, net.now), Timer.update, page);
}

function sendCopy(net: Net, self: NodeId, to: NodeId, page: number, site: Site): void {
  net.send(self, to, Kind.copy, site.settings.pageBytes, [page, versionAt(site, page, net.now)]);
}

function mirrorReady(net: Net, self: NodeId, state: ServerState, mirror: NodeId, site: Site): void {
  if (state.filling === mirror) state.filling = -1;
  if (!state.servers.includes(mirror)) state.servers.push(mirror);
  remember(state, { key: 'recent.mirror-ready', args: { servers: state.servers.length } });
  for (const rule of state.throttled) net.send(self, mirror, Kind.rule, site.settings.controlBytes, { ...rule });
  for (let client = 1; client < net.plan.nodes; client++) {
    net.send(self, client as NodeId, Kind.servers, site.settings.controlBytes, [...state.servers]);
  }
}

/** Tells a client that its request will not be served, and why. */
export function refuseClient(
  net: Net,
  self: NodeId,
  state: AnyServer,
  message: Message,
  reason: Reason,
  site: Site,
): void {
  const [ref, attempt] = message.body as RequestBody;
  const body: RefusalBody = [ref, attempt, reason];
  state.refused++;
  net.fact('decided', self, message.from, message.id, 0, reason);
  net.send(self, message.from, Kind.refusal, site.settings.controlBytes, body);
}

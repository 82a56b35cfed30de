import type { Json, Net, NodeId, Plan, Protocol } from '../../../sim/index.ts';
import { findWant, NOBODY, newReading, Timer } from '../reading.ts';
import { createSite, type Site, versionAt } from '../site.ts';
import { beginReading, beginWant, dropWants, failTry, failWant } from '../wants.ts';
import { clientAction, clientAutopilot, clientMessage, noteSilence } from './client.ts';
import { firstServers, KINDS, layOut, SERVER } from './layout.ts';
import { copyLate, fillMirror, mirrorMessage } from './mirror.ts';
import { pickNext, servePage, serverMessage, startUpdates, updatePage } from './server.ts';
import { type ClientState, newServing, type WebState } from './state.ts';
import { SERVER_VERBS, serverAction, serverAutopilot } from './verbs.ts';

/** The web over one server and its mirrors. */
export function clientServer(plan: Plan): Protocol<WebState> {
  const site = createSite(plan);
  return {
    nodes: layOut(plan, site.settings),
    kinds: KINDS,
    verbs: ['open', 'retry', 'give-up', ...SERVER_VERBS],
    init: (net, self) => freshState(net, self, site),
    start: (net, self, state) => {
      if (state.role === 'client') beginReading(net, self, site);
      if (state.role === 'server') startUpdates(net, self, site);
    },
    message: (net, self, state, message) => {
      switch (state.role) {
        case 'client':
          return clientMessage(net, self, state, message, site);
        case 'server':
          return serverMessage(net, self, state, message, site);
        case 'mirror':
          return mirrorMessage(net, self, state, message, site);
      }
    },
    timer: (net, self, state, timer, arg) => onTimer(net, self, state, timer, arg, site),
    served: (net, self, state, job) => {
      if (state.role !== 'client') servePage(net, self, state, job, site);
    },
    pick: (_net, _self, state, queue) => (state.role === 'client' ? 0 : pickNext(state, queue)),
    action: (net, self, state, action) => {
      if (state.role === 'client') return clientAction(net, self, state, action, site);
      if (state.role === 'server') return serverAction(net, self, state, action, site);
      throw new Error('nobody plays a mirror');
    },
    autopilot: (net, self, state) => {
      if (state.role === 'client') return clientAutopilot(net, state);
      return state.role === 'server' ? serverAutopilot(net, self, state, site) : undefined;
    },
    down: (net, self, state, reason) => {
      if (state.role === 'client') dropWants(net, self, state.reading, reason);
      else state.chosen = [];
    },
    up: (net, self, state) => {
      if (state.role === 'client') beginReading(net, self, site);
      if (state.role === 'server') startUpdates(net, self, site);
      if (state.role === 'mirror') fillMirror(net, self, state, site);
    },
  };
}

function freshState(net: Net, self: NodeId, site: Site): WebState {
  const servers = firstServers(net.plan, site.settings);
  const { mirrorsUp: mirrors, pages } = site.settings;
  if (self === SERVER) {
    return { role: 'server', ...newServing(), servers, mirrors, filling: -1, filled: 0, rules: 0, pressed: 0 };
  }
  if (self < net.plan.nodes) return { role: 'client', reading: newReading(), servers, silent: NOBODY, silentUntil: 0 };
  const versions = Array.from({ length: pages }, (_, page) =>
    servers.includes(self) ? versionAt(site, page, net.now) : -1,
  );
  return { role: 'mirror', ...newServing(), versions };
}

function onTimer(net: Net, self: NodeId, state: WebState, timer: number, arg: Json, site: Site): void {
  switch (state.role) {
    case 'client':
      return clientTimer(net, self, state, timer, arg, site);
    case 'server':
      return updatePage(net, self, state, arg as number, site);
    case 'mirror':
      return copyLate(net, self, state, arg as number, site);
  }
}

function clientTimer(net: Net, self: NodeId, state: ClientState, timer: number, arg: Json, site: Site): void {
  const { reading } = state;
  if (timer === Timer.think) {
    beginWant(net, self, reading, site);
    return;
  }
  const want = findWant(reading, arg);
  if (want === undefined) return;
  switch (timer) {
    case Timer.deadline:
      want.deadlineTimer = 0;
      return failWant(net, self, reading, want, 'timeout', site);
    case Timer.try:
      want.tryTimer = 0;
      noteSilence(net, state, want);
      return failTry(net, self, reading, want, 'timeout', site);
    case Timer.again:
      return;
    default:
      throw new Error(`a client has no timer ${timer}`);
  }
}

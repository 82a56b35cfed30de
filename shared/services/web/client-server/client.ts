import type { Action, Message, Net, NodeId, Reason, Refusal } from '../../../sim/index.ts';
import { findWant, NOBODY, PATIENCE, type Want } from '../reading.ts';
import type { Settings } from '../settings.ts';
import type { Site } from '../site.ts';
import { beginTry, endWithPage, failTry, failWant } from '../wants.ts';
import { Kind, SERVER } from './layout.ts';
import type { ClientState } from './state.ts';

/** How long a silent server is spared, µs. */
const SILENCE = 10_000_000;

/** A page's way to the reader: [ref, page, version, corrupt]. */
export type PageBody = readonly [ref: number, page: number, version: number, corrupt: boolean];
/** [ref, try, reason] */
export type RefusalBody = readonly [ref: number, attempt: number, reason: Reason];
/** [ref, try, page, asked µs ago] */
export type RequestBody = readonly [ref: number, attempt: number, page: number, since: number];

export function clientMessage(net: Net, self: NodeId, state: ClientState, message: Message, site: Site): void {
  switch (message.kind) {
    case Kind.page:
      return pageCame(net, self, state, message, site);
    case Kind.refusal: {
      const [ref, attempt, reason] = message.body as RefusalBody;
      const want = findWant(state.reading, ref);
      if (want?.stage !== 'waiting' || want.tries !== attempt) return;
      return failTry(net, self, state.reading, want, reason, site);
    }
    case Kind.servers:
      state.servers = [...(message.body as readonly NodeId[])];
      return;
    default:
      throw new Error(`a client got message kind ${message.kind}`);
  }
}

export function clientAction(
  net: Net,
  self: NodeId,
  state: ClientState,
  action: Action,
  site: Site,
): Refusal | undefined {
  const want = findWant(state.reading, action.want);
  if (want === undefined) return { code: 'no-such-want', said: { key: 'refusal.no-such-want' } };
  const refusal = whyNot(net, want, action.type, site.settings);
  if (refusal !== undefined) return refusal;
  if (action.type === 'give-up') failWant(net, self, state.reading, want, 'cancelled', site);
  else request(net, self, state, want, site);
  return undefined;
}

/** Why a verb can't be used on a want now, or nothing. */
export function whyNot(net: Net, want: Want, verb: string, settings: Settings): Refusal | undefined {
  const args = { page: want.page + 1 };
  const no = (code: string, more = {}): Refusal => ({
    code,
    said: { key: `refusal.${code}`, args: { ...args, ...more } },
  });
  switch (verb) {
    case 'give-up':
      return undefined;
    case 'open':
      return want.stage === 'wanted' ? undefined : no('already-opened');
    case 'retry': {
      if (want.stage === 'wanted') return no('not-opened');
      if (want.tries > settings.retries) return no('no-more-tries');
      const from = want.stage === 'again' ? want.again : want.triedAt + PATIENCE;
      return net.now >= from ? undefined : no('too-soon', { seconds: Math.ceil((from - net.now) / 1_000_000) });
    }
    default:
      return no('not-your-verb');
  }
}

/** A server has not answered in time: new requests go elsewhere for a while, if there is an elsewhere. */
export function noteSilence(net: Net, state: ClientState, want: Want): void {
  state.silent = want.whom;
  state.silentUntil = net.now + SILENCE;
}

/** What the autopilot does: it opens what is wanted and tries again what failed. */
export function clientAutopilot(net: Net, state: ClientState): Action | undefined {
  for (const want of state.reading.wants) {
    if (want.stage === 'wanted') return { type: 'open', want: want.ref };
    if (want.stage === 'again' && net.now >= want.again) return { type: 'retry', want: want.ref };
  }
  return undefined;
}

function request(net: Net, self: NodeId, state: ClientState, want: Want, site: Site): void {
  const server = chooseServer(net, self, state, want);
  beginTry(net, self, want, server, site);
  const body: RequestBody = [want.ref, want.tries, want.page, want.since];
  net.send(self, server, Kind.request, site.settings.controlBytes, body);
}

/** Any of the servers it knows of but the silent one; after a failed try the next in turn. */
function chooseServer(net: Net, self: NodeId, { servers, silent, silentUntil }: ClientState, want: Want): NodeId {
  if (servers.length === 1) return servers[0] ?? SERVER;
  if (want.whom !== NOBODY) return servers[(servers.indexOf(want.whom) + 1) % servers.length] ?? SERVER;
  const avoided = net.now < silentUntil ? silent : NOBODY;
  return net.random('server', self).pick(servers.filter((server) => server !== avoided));
}

function pageCame(net: Net, self: NodeId, state: ClientState, message: Message, site: Site): void {
  const [ref, page, version, corrupt] = message.body as PageBody;
  const want = findWant(state.reading, ref);
  if (want === undefined) return;
  if (site.settings.hashCheck) {
    net.fact('defence', self, message.from, page, message.bytes);
    if (corrupt) {
      net.fact('corrupt-rejected', self, message.from, page);
      if (want.stage === 'waiting') failTry(net, self, state.reading, want, 'corrupt', site);
      return;
    }
  }
  endWithPage(net, self, state.reading, want, { from: message.from, version, corrupt }, site);
}

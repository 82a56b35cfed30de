import { type Action, type Message, type NodeId, seconds } from '../../../sim/index.ts';
import type { Me, Role, Sight } from '../../kit/index.ts';
import { findWant, NOBODY, newReading, pageName, progressOf, type Want } from '../reading.ts';
import { no } from '../texts.ts';
import { aboutWant, whyNotAgain } from '../tries.ts';
import {
  beginReading,
  beginTry,
  beginWant,
  deadlineCame,
  dropWants,
  endWithPage,
  failTry,
  failWant,
} from '../wants.ts';
import { clientView } from './client-view.ts';
import { type ClientSide, firstServers, type Page, type Refused, SERVER } from './terms.ts';

type Client = Me<ClientSide>;
type ClientSight = Sight<ClientSide>;

/** How long a silent server is spared. */
const SILENCE = seconds(10);

/** Reads pages: asks a server for each. */
export const client: Role<ClientSide> = {
  init: ({ plan, settings }) => ({
    reading: newReading(),
    servers: firstServers(plan, settings),
    silent: NOBODY,
    silentUntil: 0,
    recent: [],
  }),
  start: beginReading,
  up: beginReading,
  down: dropWants,
  on: {
    page: pageCame,
    refusal: refused,
    servers(me, _from, servers) {
      me.state.servers = servers;
    },
  },
  timers: {
    think: beginWant,
    deadline: deadlineCame,
    try: noAnswer,
  },
  actions: {
    open: {
      whyNot: aboutWant<ClientSight>('nothing-wanted', (_me, want) =>
        want.stage === 'wanted' ? undefined : no('already-opened', { page: pageName(want) }),
      ),
      do: request,
    },
    retry: {
      whyNot: aboutWant<ClientSight>('nothing-asked', (me, want) =>
        want.stage === 'wanted' ? no('not-opened', { page: pageName(want) }) : whyNotAgain(me, want),
      ),
      do: request,
    },
    'give-up': {
      whyNot: aboutWant<ClientSight>('nothing-wanted', () => undefined),
      do(me, { want: ref }) {
        const want = findWant(me.state.reading, ref);
        if (want !== undefined) failWant(me, want, 'cancelled');
      },
    },
  },
  autopilot,
  view: clientView,
  picture: (me) => ({ progress: progressOf(me), queue: me.queue.length }),
};

/** What the autopilot does: it opens what is wanted and tries again what failed. */
function autopilot({ state, now }: ClientSight): Action | undefined {
  for (const { stage, ref, again } of state.reading.wants) {
    if (stage === 'wanted') return { type: 'open', want: ref };
    if (stage === 'again' && now >= again) return { type: 'retry', want: ref };
  }
  return undefined;
}

function request(me: Client, { want: ref }: { readonly want: number | null }): void {
  const want = findWant(me.state.reading, ref);
  if (want === undefined) return;
  const server = chooseServer(me, want);
  beginTry(me, want, server);
  me.send.request(server, { ref: want.ref, attempt: want.tries, page: want.page, since: want.since });
}

/** Any of the servers it knows of but the silent one; after a failed try the next in turn. */
function chooseServer(me: Client, want: Want): NodeId {
  const { servers, silent, silentUntil } = me.state;
  if (servers.length === 1) return servers[0] ?? SERVER;
  if (want.whom !== NOBODY) return servers[(servers.indexOf(want.whom) + 1) % servers.length] ?? SERVER;
  const avoided = me.now < silentUntil ? silent : NOBODY;
  return me.random('server').pick(servers.filter((server) => server !== avoided));
}

/** A server has not answered in time: new requests go elsewhere for a while, if there is an elsewhere. */
function noAnswer(me: Client, ref: number): void {
  const { state, now } = me;
  const want = findWant(state.reading, ref);
  if (want === undefined) return;
  want.tryTimer = 0;
  state.silent = want.whom;
  state.silentUntil = now + SILENCE;
  failTry(me, want, 'timeout');
}

function refused(me: Client, _from: NodeId, { ref, attempt, reason }: Refused): void {
  const want = findWant(me.state.reading, ref);
  if (want?.stage === 'waiting' && want.tries === attempt) failTry(me, want, reason);
}

function pageCame(me: Client, from: NodeId, { ref, page, version, corrupt }: Page, message: Message): void {
  const want = findWant(me.state.reading, ref);
  if (want === undefined) return;
  if (me.settings.hashCheck) {
    me.fact('defence', from, page, message.bytes);
    if (corrupt) {
      me.fact('corrupt-rejected', from, page);
      if (want.stage === 'waiting') failTry(me, want, 'corrupt');
      return;
    }
  }
  endWithPage(me, want, { from, version, corrupt });
}

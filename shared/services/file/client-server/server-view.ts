import type { NodeId } from '../../../sim/index.ts';
import type { Neighbour, VerbOffer } from '../../contract.ts';
import type { RoleView } from '../../kit/index.ts';
import { said, wholeSeconds } from '../texts.ts';
import { servedTo } from './source.ts';
import { FIRST_CLIENT, type SourceSight, type SourceState } from './terms.ts';

const MOST_OFFERS = 5;
const MOST_NEIGHBOURS = 10;
/** So many of them are those who have waited longest. */
const LONGEST = 3;

/** A client that waits here: since when, and with how many requests. */
interface Waiter {
  readonly client: NodeId;
  readonly since: number;
  readonly count: number;
}

/** The screen of the server's player. */
export function serverView(me: SourceSight): RoleView {
  const { state, settings, people } = me;
  const waiters = waitersOf(state);
  return {
    ...statusOf(me),
    job: {
      label: said('job.serve'),
      done: state.served.reduce((sum, count) => sum + Math.min(count, settings.pieces), 0),
      total: (people - FIRST_CLIENT) * settings.pieces,
    },
    verbs: [me.offer('mirror', {}), ...throttleVerbs(me, waiters)],
    offers: offersOf(me, waiters),
    neighbours: waiters.slice(0, MOST_NEIGHBOURS).map((waiter) => neighbourOf(state, waiter)),
  };
}

function statusOf({ isUp, settings, state }: SourceSight): Pick<RoleView, 'status' | 'mood'> {
  if (!isUp) return { status: said('status.server.down'), mood: 'bad' };
  const { length: n } = state.queue;
  if (state.started.length > state.mirrors.length)
    return { status: said('status.server.copies', { n }), mood: 'waiting' };
  if (n >= settings.places) return { status: said('status.server.full', { n }), mood: 'bad' };
  return n === 0
    ? { status: said('status.server.idle'), mood: 'good' }
    : { status: said('status.server.busy', { n }), mood: 'waiting' };
}

function throttleVerbs(me: SourceSight, waiters: readonly Waiter[]): VerbOffer[] {
  const { throttled } = me.state;
  const heaviest = waiters.reduce<Waiter | undefined>(
    (most, one) => (most === undefined || one.count > most.count ? one : most),
    undefined,
  );
  const [first] = throttled;
  return [
    heaviest === undefined || throttled.includes(heaviest.client)
      ? me.offer('throttle', { client: null }, { id: 'throttle', words: 'throttle-none' })
      : me.offer(
          'throttle',
          { client: heaviest.client },
          { id: 'throttle', args: { who: heaviest.client, n: heaviest.count } },
        ),
    ...(first === undefined
      ? []
      : [me.offer('unthrottle', { client: first }, { id: 'unthrottle', args: { who: first } })]),
  ];
}

/** Who has waited longest, and who misses least: one tap puts a client's requests at the head of the queue. */
function offersOf(me: SourceSight, waiters: readonly Waiter[]): VerbOffer[] {
  const { state, settings, now } = me;
  const longest = waiters.slice(0, LONGEST);
  const others = waiters.slice(LONGEST).sort((a, b) => servedTo(state, b.client) - servedTo(state, a.client));
  return [...longest, ...others].slice(0, MOST_OFFERS).map(({ client, since }) => {
    const args = { who: client, s: wholeSeconds(now - since), n: servedTo(state, client), all: settings.pieces };
    return me.offer('serve', { client }, { args });
  });
}

function waitersOf({ queue }: SourceState): Waiter[] {
  const waiters = new Map<NodeId, Waiter>();
  for (const { client, since } of queue) {
    const known = waiters.get(client);
    waiters.set(client, { client, since: Math.min(known?.since ?? since, since), count: (known?.count ?? 0) + 1 });
  }
  return [...waiters.values()].sort((a, b) => a.since - b.since || a.client - b.client);
}

function neighbourOf({ throttled }: SourceState, { client: node, count: n }: Waiter): Neighbour {
  return throttled.includes(node)
    ? { node, note: said('neighbour.throttled'), mood: 'bad' }
    : { node, note: said('neighbour.waits', { n }), mood: 'neutral' };
}

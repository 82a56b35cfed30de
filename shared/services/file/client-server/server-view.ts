import type { Action, NodeId, Said } from '../../../sim/index.ts';
import type { Neighbour, PlayerView, VerbOffer } from '../../contract.ts';
import type { Machine } from '../machine.ts';
import { offer, say, wholeSeconds } from '../offer.ts';
import { operate } from './operate.ts';
import { servedTo } from './source.ts';
import type { SourceState } from './state.ts';

const MOST_OFFERS = 5;
/** So many of them are those who have waited longest. */
const LONGEST = 3;

/** A client that waits here: since when, and with how many requests. */
interface Waiter {
  readonly client: NodeId;
  readonly since: number;
  readonly count: number;
}

/** What the server's player sees: built from the server's own state. */
export function serverView(machine: Machine, source: SourceState, isUp: boolean): PlayerView {
  const { net, settings } = machine;
  const [status, mood] = isUp ? statusOf(machine, source) : ([say('server.down'), 'bad'] as const);
  const waiters = waitersOf(source);
  const clients = net.plan.nodes - 1;
  const sent = source.served.reduce((sum, count) => sum + Math.min(count, settings.pieces), 0);
  return {
    role: 'server',
    status,
    mood,
    job: { label: say('job.serve'), done: sent, total: clients * settings.pieces },
    verbs: verbsOf(machine, source, waiters),
    offers: offersOf(machine, source, waiters),
    neighbours: waiters.slice(0, 10).map((waiter) => noteOf(source, waiter)),
    recent: [...source.recent],
  };
}

function statusOf({ settings }: Machine, source: SourceState): readonly [Said, PlayerView['mood']] {
  const n = source.queue.length;
  if (source.started.length > source.mirrors.length) return [say('server.copies', { n }), 'waiting'];
  if (n >= settings.places) return [say('server.full', { n }), 'bad'];
  return n === 0 ? [say('server.idle'), 'good'] : [say('server.busy', { n }), 'waiting'];
}

function verbsOf(machine: Machine, source: SourceState, waiters: readonly Waiter[]): VerbOffer[] {
  const mirror = { type: 'mirror' };
  const heaviest = waiters.reduce<Waiter | undefined>(
    (most, one) => (most === undefined || one.count > most.count ? one : most),
    undefined,
  );
  const throttled = source.throttled[0];
  const verbs = [offer('mirror', 'mirror', mirror, operate(machine, source, mirror))];
  if (heaviest === undefined || source.throttled.includes(heaviest.client)) {
    verbs.push(
      offer('throttle', 'throttle-none', { type: 'throttle' }, operate(machine, source, { type: 'throttle' })),
    );
  } else {
    const action: Action = { type: 'throttle', client: heaviest.client };
    const args = { who: heaviest.client, n: heaviest.count };
    verbs.push(offer('throttle', 'throttle', action, operate(machine, source, action), args));
  }
  if (throttled !== undefined) {
    const action: Action = { type: 'unthrottle', client: throttled };
    verbs.push(offer('unthrottle', 'unthrottle', action, operate(machine, source, action), { who: throttled }));
  }
  return verbs;
}

/** Who has waited longest, and who misses least: one tap puts a client's requests at the head of the queue. */
function offersOf(machine: Machine, source: SourceState, waiters: readonly Waiter[]): VerbOffer[] {
  const longest = waiters.slice(0, LONGEST);
  const others = waiters.slice(LONGEST).sort((a, b) => servedTo(source, b.client) - servedTo(source, a.client));
  return [...longest, ...others].slice(0, MOST_OFFERS).map(({ client, since }) => {
    const action: Action = { type: 'serve', client };
    const args = {
      who: client,
      s: wholeSeconds(machine.net.now - since),
      n: servedTo(source, client),
      all: machine.settings.pieces,
    };
    return offer(`serve-${client}`, 'serve', action, operate(machine, source, action), args);
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

function noteOf(source: SourceState, { client, count }: Waiter): Neighbour {
  const isThrottled = source.throttled.includes(client);
  if (isThrottled) return { node: client, note: say('note.throttled'), mood: 'bad' };
  return { node: client, note: say('note.waits', { n: count }), mood: 'neutral' };
}

import { type Job, type NodeId, toSeconds } from '../../../sim/index.ts';
import type { Neighbour, VerbOffer } from '../../contract.ts';
import type { RoleView, Sight } from '../../kit/index.ts';
import { pageName } from '../reading.ts';
import { unchosen } from '../request-queue.ts';
import { said } from '../texts.ts';
import { isThrottled } from './serving.ts';
import { FIRST_CLIENT, type ServerSide } from './terms.ts';

type Server = Sight<ServerSide>;

const MOST_OFFERS = 5;
const MOST_NEIGHBOURS = 8;

/** The screen of the server's player. */
export function serverView(me: Server): RoleView {
  const { state, settings, people } = me;
  const by = state.order === 'oldest' ? 'newest' : 'oldest';
  return {
    ...statusOf(me),
    job: {
      label: said('job.serve'),
      done: state.served,
      total: settings.quota * Math.max(0, people - FIRST_CLIENT),
    },
    verbs: [
      me.offer('mirror', {}, { args: { left: settings.mirrors - state.mirrors } }),
      me.offer('order', { by }, { id: 'order', words: `order.${by}` }),
      throttleVerb(me),
    ],
    offers: unchosen(me)
      .slice(0, MOST_OFFERS)
      .map((job) => pickOffer(me, job)),
    neighbours: neighboursOf(me),
  };
}

function statusOf({ isUp, queue, working, state, settings }: Server): Pick<RoleView, 'status' | 'mood'> {
  if (!isUp) return { status: said('status.server.down'), mood: 'bad' };
  const { length: n } = queue;
  const args = { n, servers: state.servers.length };
  if (settings.places !== null && n + working.length >= settings.places) {
    return { status: said('status.server.full', args), mood: 'bad' };
  }
  if (n === 0) return { status: said('status.server.calm', args), mood: 'good' };
  return { status: said('status.server.busy', args), mood: 'waiting' };
}

/** The client with the most waiting requests is the one to throttle. */
function throttleVerb(me: Server): VerbOffer {
  const [busiest] = askers(me.queue).filter(([who]) => !isThrottled(me, who));
  if (busiest === undefined) return me.offer('throttle', { whom: null }, { id: 'throttle', words: 'throttle.idle' });
  const [whom, n] = busiest;
  return me.offer('throttle', { whom }, { id: 'throttle', args: { whom, n } });
}

function pickOffer(me: Server, { message }: Job): VerbOffer {
  const request = me.bodyOf('request', message);
  if (request === undefined) throw new Error('something else than a request waits at a web server');
  const waited = Math.floor(toSeconds(me.now - request.since));
  return me.offer(
    'pick',
    { job: message.id },
    { args: { who: message.from, page: pageName(request), seconds: waited } },
  );
}

function neighboursOf(me: Server): Neighbour[] {
  const mirrors: Neighbour[] = me.state.servers
    .slice(1)
    .map((node) => ({ node, note: said('neighbour.mirror'), mood: 'good' }));
  const clients: Neighbour[] = askers(me.queue).map(([node, n]) => ({
    node,
    note: isThrottled(me, node) ? said('neighbour.throttled') : said('neighbour.waits', { n }),
    mood: n > 2 ? 'bad' : 'neutral',
  }));
  return [...mirrors, ...clients].slice(0, MOST_NEIGHBOURS);
}

/** Who waits with how many requests, the most first. */
function askers(waiting: readonly Job[]): [NodeId, number][] {
  const counts = new Map<NodeId, number>();
  for (const { message } of waiting) counts.set(message.from, (counts.get(message.from) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

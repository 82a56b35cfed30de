import { type Job, type NodeId, type Run, toSeconds } from '../../../sim/index.ts';
import type { Neighbour, PlayerView, VerbOffer } from '../../contract.ts';
import { idleOffer, offer, say } from '../saying.ts';
import type { Settings } from '../settings.ts';
import type { RequestBody } from './client.ts';
import { isThrottled } from './server.ts';
import type { ServerState } from './state.ts';
import { whyNoMirror } from './verbs.ts';

const MOST_OFFERS = 5;
const MOST_NEIGHBOURS = 8;

export function serverView(run: Run, node: NodeId, state: ServerState, settings: Settings): PlayerView {
  const waiting = run.net.queue(node);
  return {
    role: 'server',
    ...serverStatus(waiting.length, run.net.working(node).length, state, settings),
    job: { label: say('job.serve'), done: state.served, total: settings.quota * Math.max(0, run.plan.nodes - 1) },
    verbs: [mirrorVerb(state, settings), orderVerb(state), throttleVerb(run, state, waiting)],
    offers: waiting
      .filter((job) => !state.chosen.includes(job.message.id))
      .slice(0, MOST_OFFERS)
      .map((job) => pickOffer(run, job)),
    neighbours: neighbours(run, state, waiting),
    recent: state.recent,
  };
}

function serverStatus(
  waiting: number,
  working: number,
  state: ServerState,
  settings: Settings,
): Pick<PlayerView, 'status' | 'mood'> {
  const args = { n: waiting, servers: state.servers.length };
  if (settings.places !== null && waiting + working >= settings.places) {
    return { status: say('status.server.full', args), mood: 'bad' };
  }
  if (waiting === 0) return { status: say('status.server.calm', args), mood: 'good' };
  return { status: say('status.server.busy', args), mood: 'waiting' };
}

function mirrorVerb(state: ServerState, settings: Settings): VerbOffer {
  const args = { left: settings.mirrors - state.mirrors };
  return offer('mirror', 'mirror', args, { type: 'mirror' }, whyNoMirror(state, settings)?.said);
}

function orderVerb(state: ServerState): VerbOffer {
  const by = state.order === 'oldest' ? 'newest' : 'oldest';
  return offer('order', `order.${by}`, {}, { type: 'order', by });
}

/** The client with the most waiting requests is the one to throttle. */
function throttleVerb(run: Run, state: ServerState, waiting: readonly Job[]): VerbOffer {
  const [busiest] = askers(waiting).filter(([who]) => !isThrottled(run.net, state, who));
  if (busiest === undefined) return idleOffer('throttle', 'throttle', 'nobody-waits');
  const [whom, n] = busiest;
  return offer('throttle', 'throttle', { whom, n }, { type: 'throttle', whom });
}

function pickOffer(run: Run, job: Job): VerbOffer {
  const [, , page, since] = job.message.body as RequestBody;
  const args = { who: job.message.from, page: page + 1, seconds: Math.floor(toSeconds(run.now - since)) };
  return offer(`pick-${job.message.id}`, 'pick', args, { type: 'pick', job: job.message.id });
}

function neighbours(run: Run, state: ServerState, waiting: readonly Job[]): Neighbour[] {
  const mirrors: Neighbour[] = state.servers.slice(1).map((node) => ({ node, note: say('note.mirror'), mood: 'good' }));
  const clients: Neighbour[] = askers(waiting).map(([node, n]) => ({
    node,
    note: isThrottled(run.net, state, node) ? say('note.throttled') : say('note.waits', { n }),
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

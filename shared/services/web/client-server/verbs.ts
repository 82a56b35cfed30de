import type { Action, Net, NodeId, Refusal } from '../../../sim/index.ts';
import { remember } from '../reading.ts';
import type { Settings } from '../settings.ts';
import type { Site } from '../site.ts';
import { Kind } from './layout.ts';
import { addMirror, isThrottled, keepRule, refuseClient, THROTTLE_TIME } from './server.ts';
import type { ServerState } from './state.ts';

/** How many requests a person can line up to go first. */
export const MOST_CHOSEN = 5;
/** The autopilot adds a mirror after so many clicks with too much waiting. */
const PATIENT_CLICKS = 3;
/** Too much waits when the last in line waits longer than this (µs), or when this share of the places is taken. */
const LONG_WAIT = 1_500_000;
const CROWDED = 0.5;

export const SERVER_VERBS = ['pick', 'order', 'throttle', 'mirror'] as const;

export function serverAction(
  net: Net,
  self: NodeId,
  state: ServerState,
  action: Action,
  site: Site,
): Refusal | undefined {
  switch (action.type) {
    case 'pick':
      return pick(net, self, state, Number(action.job));
    case 'order':
      return order(state, action.by);
    case 'throttle':
      return throttle(net, self, state, Number(action.whom) as NodeId, site);
    case 'mirror':
      return mirror(net, state, site);
    default:
      return refusal('not-your-verb');
  }
}

/** Why no mirror can be added now, or nothing. */
export function whyNoMirror(state: ServerState, settings: Settings): Refusal | undefined {
  if (state.filling >= 0) return refusal('mirror-filling');
  return state.mirrors >= settings.mirrors ? refusal('no-mirror-left') : undefined;
}

/** What the autopilot does: it adds a mirror once the queue has been long for a while; it counts that in its own state. */
export function serverAutopilot(net: Net, self: NodeId, state: ServerState, site: Site): Action | undefined {
  if (whyNoMirror(state, site.settings) !== undefined) return undefined;
  const { service, workers, places } = site.settings;
  const waiting = net.queue(self).length;
  const long = (waiting * service) / workers > LONG_WAIT || (places !== null && waiting > CROWDED * places);
  state.pressed = long ? state.pressed + 1 : 0;
  return state.pressed >= PATIENT_CLICKS ? { type: 'mirror' } : undefined;
}

function pick(net: Net, self: NodeId, state: ServerState, job: number): Refusal | undefined {
  const waiting = net.queue(self);
  if (!waiting.some((other) => other.message.id === job)) return refusal('not-waiting');
  if (state.chosen.includes(job)) return refusal('already-picked');
  state.chosen = state.chosen.filter((id) => waiting.some((other) => other.message.id === id));
  if (state.chosen.length >= MOST_CHOSEN) return refusal('enough-picked');
  state.chosen.push(job);
  return undefined;
}

function order(state: ServerState, by: unknown): Refusal | undefined {
  if (by !== 'oldest' && by !== 'newest') return refusal('no-such-order');
  if (state.order === by) return refusal('already-so');
  state.order = by;
  remember(state, { key: `recent.order.${by}` });
  return undefined;
}

function throttle(net: Net, self: NodeId, state: ServerState, whom: NodeId, site: Site): Refusal | undefined {
  if (!(whom > 0 && whom < net.plan.nodes)) return refusal('no-such-client');
  if (isThrottled(net, state, whom)) return refusal('already-throttled', { whom });
  const until = net.now + THROTTLE_TIME;
  state.rules++;
  const made = { rule: state.rules, who: whom, until };
  keepRule(net, state, made);
  dismiss(net, self, state, whom, site);
  net.fact('rule-made', self, whom, made.rule);
  for (const server of state.servers)
    if (server !== self) net.send(self, server, Kind.rule, site.settings.controlBytes, made);
  remember(state, { key: 'recent.throttled', args: { whom } });
  return undefined;
}

/** Its waiting requests leave the queue, and it hears why. */
function dismiss(net: Net, self: NodeId, state: ServerState, whom: NodeId, site: Site): void {
  const waiting = net.queue(self).filter((job) => job.message.from === whom);
  net.dropJobs(self, 'throttled', (job) => job.message.from === whom);
  for (const job of waiting) refuseClient(net, self, state, job.message, 'throttled', site);
}

function mirror(net: Net, state: ServerState, site: Site): Refusal | undefined {
  const refused = whyNoMirror(state, site.settings);
  if (refused === undefined) addMirror(net, state);
  return refused;
}

function refusal(code: string, args: { readonly [name: string]: number } = {}): Refusal {
  return { code, said: { key: `refusal.${code}`, args } };
}

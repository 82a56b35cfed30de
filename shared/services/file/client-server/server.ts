import type { Action, NodeId, Refusal } from '../../../sim/index.ts';
import type { Role } from '../../kit/index.ts';
import { allBits } from '../bits.ts';
import { no, remember } from '../texts.ts';
import { serve, throttle, unthrottle } from './server-actions.ts';
import { serverView } from './server-view.ts';
import { newSource, SOURCE, waitingOf } from './source.ts';
import { FIRST_CLIENT, type Source, type SourceSide, type SourceSight } from './terms.ts';

/** Has the file; requests for its pieces wait in a queue for its uplink. */
export const server: Role<SourceSide> = {
  ...SOURCE,
  init: (me) => newSource(me, allBits),
  up({ state }) {
    // The queue was lost with the fall; who waits learns it from the new number of starts.
    state.boots++;
  },
  on: { ...SOURCE.on, ready: mirrorReady },
  actions: { serve, throttle, unthrottle, mirror: { whyNot: whyNoMirror, do: addMirror } },
  autopilot,
  view: serverView,
  picture: ({ state }) => ({ progress: null, queue: state.queue.length }),
};

/** Throttles a client that fills the queue with more than its window, and lets it go once it waits for nothing. */
function autopilot({ settings, state }: SourceSight): Action | undefined {
  const calm = state.throttled.find((client) => waitingOf(state, client) === 0);
  if (calm !== undefined) return { type: 'unthrottle', client: calm };
  const waiting = new Map<NodeId, number>();
  for (const { client } of state.queue) waiting.set(client, (waiting.get(client) ?? 0) + 1);
  for (const [client, count] of waiting) {
    const hammers = count > settings.window && client < state.served.length;
    if (hammers && !state.throttled.includes(client)) return { type: 'throttle', client };
  }
  return undefined;
}

function whyNoMirror({ settings, state: { started, mirrors } }: SourceSight): Refusal | undefined {
  if (started.length >= settings.mirrors) return no('no-mirror-left');
  return started.length > mirrors.length ? no('mirror-copies') : undefined;
}

/** The next spare machine starts, and copies the file first. */
function addMirror(me: Source): void {
  const { started } = me.state;
  const mirror = (me.people + started.length) as NodeId;
  started.push(mirror);
  remember(me.state, 'server.mirror-starts');
  me.turnOn(mirror);
}

/** A mirror has the whole file: every client hears of it. */
function mirrorReady(me: Source, mirror: NodeId): void {
  const { mirrors } = me.state;
  if (mirrors.includes(mirror)) return;
  mirrors.push(mirror);
  remember(me.state, 'server.mirror-ready', { n: mirrors.length });
  for (let client = FIRST_CLIENT; client < me.people; client++) me.send.mirrors(client as NodeId, [...mirrors]);
}

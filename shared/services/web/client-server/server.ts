import type { Action, NodeId, Refusal } from '../../../sim/index.ts';
import type { Me, Role, Sight } from '../../kit/index.ts';
import { pick } from '../request-queue.ts';
import { untilUpdate, versionAt } from '../site.ts';
import { no, remember } from '../texts.ts';
import { serverView } from './server-view.ts';
import { forgetChosen, pickNext, servePage, takeRequest } from './serving.ts';
import { FIRST_CLIENT, firstServers, mirrorAt, newServing, type ServerSide } from './terms.ts';
import { throttle } from './throttle.ts';

type Server = Me<ServerSide>;

/** The autopilot adds a mirror after so many clicks with too much waiting. */
const PATIENT_CLICKS = 3;
/** Too much waits when the last in line waits longer than this (µs), or when this share of the places is taken. */
const LONG_WAIT = 1_500_000;
const CROWDED = 0.5;

/** Has every page, and a queue of requests. */
export const server: Role<ServerSide> = {
  init: ({ plan, settings }) => ({
    ...newServing(),
    servers: firstServers(plan, settings),
    mirrors: settings.mirrorsUp,
    filling: -1,
    filled: 0,
    rules: 0,
    pressed: 0,
  }),
  start: startUpdates,
  up: startUpdates,
  down: forgetChosen,
  on: {
    request: takeRequest,
    'copy-please'(me, from, page) {
      me.state.filled = page;
      sendCopy(me, from, page);
    },
    copied: mirrorReady,
  },
  served: {
    request: (me, from, request) => servePage(me, from, request, versionAt(me.settings, request.page, me.now)),
  },
  timers: {
    update(me, page) {
      for (const other of me.state.servers) if (other !== me.id) sendCopy(me, other, page);
      planUpdate(me, page);
    },
  },
  pick: pickNext,
  actions: {
    pick,
    order: {
      whyNot: ({ state }, { by }) => (state.order === by ? no('already-so') : undefined),
      do({ state }, { by }) {
        state.order = by;
        remember(state, `order.${by}`);
      },
    },
    throttle,
    mirror: { whyNot: whyNoMirror, do: addMirror },
  },
  autopilot,
  view: serverView,
  picture: ({ queue }) => ({ progress: null, queue: queue.length }),
};

/** What the autopilot does: it adds a mirror once the queue has been long for a while; it counts that in its own state. */
function autopilot(me: Sight<ServerSide>): Action | undefined {
  const { state, settings, queue } = me;
  const mirror = me.may('mirror', {});
  if (mirror === undefined) return undefined;
  const { service, workers, places } = settings;
  const waiting = queue.length;
  const long = (waiting * service) / workers > LONG_WAIT || (places !== null && waiting > CROWDED * places);
  state.pressed = long ? state.pressed + 1 : 0;
  return state.pressed >= PATIENT_CLICKS ? mirror : undefined;
}

function whyNoMirror({ state, settings }: Sight<ServerSide>): Refusal | undefined {
  if (state.filling >= 0) return no('mirror-filling');
  return state.mirrors >= settings.mirrors ? no('no-mirror-left') : undefined;
}

/** Starts the next spare machine; it asks for every page and then takes requests. */
function addMirror(me: Server): void {
  const { state } = me;
  const mirror = mirrorAt(me.people, state.mirrors);
  state.mirrors++;
  state.filling = mirror;
  state.filled = 0;
  state.pressed = 0;
  me.turnOn(mirror);
  remember(state, 'mirror-started');
}

function mirrorReady(me: Server, mirror: NodeId): void {
  const { state } = me;
  if (state.filling === mirror) state.filling = -1;
  if (!state.servers.includes(mirror)) state.servers = [...state.servers, mirror];
  remember(state, 'mirror-ready', { servers: state.servers.length });
  for (const rule of state.throttled) me.send.rule(mirror, rule);
  for (let reader = FIRST_CLIENT; reader < me.people; reader++) me.send.servers(reader as NodeId, state.servers);
}

/** Pages change from time to time; running mirrors are told each time. */
function startUpdates(me: Server): void {
  const { updates, mirrors, pages } = me.settings;
  if (updates === 0 || mirrors === 0) return;
  for (let page = 0; page < pages; page++) planUpdate(me, page);
}

function planUpdate(me: Server, page: number): void {
  me.after.update(untilUpdate(me.settings, page, me.now), page);
}

function sendCopy(me: Server, to: NodeId, page: number): void {
  me.send.copy(to, { page, version: versionAt(me.settings, page, me.now) });
}

import type { NodeSpec, Plan, Protocol, Reason } from '../../../sim/index.ts';
import { giveUp } from '../download.ts';
import { carryOut, no } from '../refusal.ts';
import { type Settings, settingsOf } from '../settings.ts';
import { ring, startClock } from './clock.ts';
import { deed, peerAutopilot } from './deeds.ts';
import { peerHears } from './hears.ts';
import { wantAnew } from './interest.ts';
import { askTracker } from './neighbours.ts';
import { refuseAll, serveNext } from './serve.ts';
import { chokeAll, fillSlots } from './slots.ts';
import { KIND, KINDS, newPeer, type Peer, type State, VERBS } from './state.ts';
import { introduce, newTracker } from './tracker.ts';

/** A swarm: peers that exchange pieces, and a tracker that introduces them to each other and does nothing else. */
export function peerToPeer(plan: Plan): Protocol {
  const settings = settingsOf(plan);
  const rules: Protocol<State> = {
    nodes: machines(plan, settings),
    kinds: KINDS,
    verbs: VERBS,
    init: (net, self) => (self < plan.nodes ? newPeer({ net, self, settings }) : newTracker(plan.nodes)),
    start: (net, self, state) => {
      if (state.role !== 'tracker') arrives({ net, self, settings, state });
    },
    message: (net, self, state, message) => {
      if (state.role !== 'tracker') peerHears({ net, self, settings, state }, message);
      else if (message.kind === KIND.announce) introduce({ net, self, settings }, state, message);
    },
    timer: (net, self, state, timer) => {
      if (state.role !== 'tracker') ring({ net, self, settings, state }, timer);
    },
    idle: (net, self, state) => {
      if (state.role !== 'tracker') sendOn({ net, self, settings, state });
    },
    action: (net, self, state, action) =>
      carryOut(state.role === 'tracker' ? no('not-your-role') : deed({ net, self, settings, state }, action)),
    autopilot: (net, self, state) =>
      state.role === 'tracker' ? undefined : peerAutopilot({ net, self, settings, state }),
    down: (net, self, state, reason) => {
      if (state.role !== 'tracker') falls({ net, self, settings, state }, reason);
    },
    up: (net, self, state) => {
      if (state.role !== 'tracker') arrives({ net, self, settings, state });
    },
    load: (net, self, state) => {
      if (state.role !== 'tracker') wantAnew({ net, self, settings, state });
    },
    trait: (net, self, state, trait, on) => {
      if (state.role !== 'tracker' && trait === 'free-rider') turns({ net, self, settings, state }, on);
    },
  };
  return rules as Protocol;
}

function machines({ nodes }: Plan, settings: Settings): NodeSpec[] {
  const { latency, serverUp, down, seeds, parts } = settings;
  const usual = { latency, workers: 1, places: null };
  const role = (node: number): string => (parts === 0 && node < seeds ? 'seed' : 'peer');
  const specs: NodeSpec[] = [];
  for (let node = 0; node < nodes; node++) {
    const up = node === 0 ? serverUp : settings.uplink(node);
    specs.push({ ...usual, role: role(node), up: up === 0 ? null : up, down: node === 0 ? null : down });
  }
  specs.push({ ...usual, role: 'tracker', up: null, down: null });
  return specs;
}

function arrives(peer: Peer): void {
  peer.net.wake(peer.self);
  startClock(peer);
  askTracker(peer);
}

/** The uplink is idle: what was asked for is sent; a slot that is for one piece is given anew. */
function sendOn(peer: Peer): void {
  if (!serveNext(peer) && peer.settings.slotTime === 0) fillSlots(peer);
}

/** What lies on the disk stays; neighbours, slots and requests are gone. */
function falls(peer: Peer, reason: Reason): void {
  const { state } = peer;
  const { download } = state;
  for (const request of [...download.requests]) giveUp(peer, download, request, reason);
  state.neighbours.length = 0;
  state.ids.length = 0;
  state.hails.length = 0;
  state.queue.length = 0;
  state.underway.length = 0;
  state.download.rarity.fill(0);
  state.order.length = 0;
  state.open.length = 0;
  state.given.length = 0;
  state.haveDue = false;
  state.isLooking = false;
}

/** A free rider closes its slots; one that shares again opens them. */
function turns(peer: Peer, isFreeRider: boolean): void {
  if (!isFreeRider) return fillSlots(peer);
  chokeAll(peer);
  refuseAll(peer);
}

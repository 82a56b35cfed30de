import type { Action, NodeId, Reason } from '../../../sim/index.ts';
import type { Role } from '../../kit/index.ts';
import { addBit, allBits, type Bits, noBits } from '../bits.ts';
import { giveUp, newDownload } from '../download.ts';
import type { Settings } from '../settings.ts';
import { chokeAll, dealSlots, fillSlots } from './choking.ts';
import { look, startClock } from './clock.ts';
import { check } from './hash-check.ts';
import { tellAll } from './have-messages.ts';
import { wantAnew } from './interest.ts';
import { askTracker } from './neighbours.ts';
import { MESSAGES } from './on-message.ts';
import { banNeighbour, cancel, find, request, sendNext, upload } from './peer-actions.ts';
import { peerView } from './peer-view.ts';
import { hasChoice } from './piece-selection.ts';
import { refuseAll, serveNext } from './serve.ts';
import type { Peer, PeerSide, PeerSight } from './terms.ts';

/** Fetches pieces from its neighbours, and passes on what it has. */
export const peer: Role<PeerSide> = {
  hiddenTrait: 'poisoner',
  init: ({ id, settings }) => ({
    ids: [],
    neighbours: [],
    download: newDownload(settings, heldAtStart(settings, id), new Array<number>(settings.allPieces).fill(0)),
    underway: [],
    open: [],
    given: [],
    order: [],
    queue: [],
    hails: [],
    banned: [],
    lastServed: -1,
    haveDue: false,
    bundles: 0,
    rounds: 0,
    lucky: -1,
    trackerAsked: -1,
    trackerHeard: -1,
    checkedAt: -1,
    isLooking: false,
    recent: [],
  }),
  start: arrive,
  up: arrive,
  down: fall,
  load: wantAnew,
  /** A free rider closes its slots; one that shares again opens them. */
  trait(me, trait, on) {
    if (trait !== 'free-rider') return;
    if (!on) return fillSlots(me);
    chokeAll(me);
    refuseAll(me);
  },
  /** What was asked for is sent; a slot that is for one piece is given anew. */
  free(me) {
    if (!serveNext(me) && me.settings.slotTime === 0) fillSlots(me);
  },
  on: MESSAGES,
  timers: {
    look,
    slots(me) {
      me.after.slots(me.settings.slotTime);
      dealSlots(me);
    },
    news(me) {
      me.state.haveDue = false;
      tellAll(me);
    },
  },
  actions: { request, cancel, upload, 'send-next': sendNext, check, ban: banNeighbour, find },
  autopilot,
  view: peerView,
  picture: ({ state, settings }) => ({
    progress: state.download.count / settings.pieces,
    queue: state.queue.length,
  }),
};

const { hiddenTrait: _, ...open } = peer;

/** Has the original, and so nothing to fetch. */
export const seed: Role<PeerSide> = {
  ...open,
  picture: ({ state }) => ({ progress: null, queue: state.queue.length }),
};

/** Keeps half of the window open, and looks for neighbours while it has few and nobody serves it. */
function autopilot(me: PeerSight): Action | 'rest' | undefined {
  const { state, settings, load } = me;
  const { download, neighbours } = state;
  if (download.done && load <= 1) return 'rest';
  const target = settings.ideal ? settings.window : Math.ceil(settings.window / 2);
  if (download.requests.length < target && hasChoice(me)) return { type: 'request' };
  const isAlone = neighbours.length < settings.neighbours && download.requests.length === 0;
  return isAlone && !settings.ideal ? me.may('find', {}) : 'rest';
}

function arrive(me: Peer): void {
  me.wake();
  startClock(me);
  askTracker(me);
}

/** What lies on the disk stays; neighbours, slots and requests are gone. */
function fall(me: Peer, reason: Reason): void {
  const { state } = me;
  const { download } = state;
  for (const open of [...download.requests]) giveUp(me, download, open, reason);
  state.neighbours.length = 0;
  state.ids.length = 0;
  state.hails.length = 0;
  state.queue.length = 0;
  state.underway.length = 0;
  download.rarity.fill(0);
  state.order.length = 0;
  state.open.length = 0;
  state.given.length = 0;
  state.haveDue = false;
  state.isLooking = false;
}

/** The whole file on each seed; or, if it is spread, piece p on machine p mod `parts`, further files on the first. */
function heldAtStart({ allPieces, pieces, seeds, parts }: Settings, id: NodeId): Bits {
  if (parts === 0) return id < seeds ? allBits(allPieces) : noBits(allPieces);
  const held = noBits(allPieces);
  for (let piece = id as number; id < parts && piece < pieces; piece += parts) addBit(held, piece);
  for (let piece = pieces; id === 0 && piece < allPieces; piece++) addBit(held, piece);
  return held;
}

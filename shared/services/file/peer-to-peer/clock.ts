import { type Micros, micros, seconds } from '../../../sim/index.ts';
import { giveUp, markLate, type Request } from '../download.ts';
import { pieceName, remember } from '../texts.ts';
import { reconsider } from './interest.ts';
import { neighbourOf } from './neighbour-list.ts';
import { part } from './neighbours.ts';
import type { Neighbour, Peer } from './terms.ts';

const PERIOD = seconds(1);
/** A source that owes me a piece and says nothing for so long is asked whether it is there; after twice as long it is given up. */
const QUIET = seconds(2);

/** Starts the clock of a peer that starts or comes back. */
export function startClock(me: Peer): void {
  const { settings } = me;
  if (settings.slotTime > 0) me.after.slots(micros(settings.slotTime * me.random('clock').unit()));
}

/** Looks after its requests once a second, as soon as one is old enough for a look to find anything. */
export function lookAfterRequests(me: Peer): void {
  const { settings, state } = me;
  if (state.isLooking || settings.timeout === 0) return;
  state.isLooking = true;
  let oldest = me.now as number;
  for (const { sent } of state.download.requests) oldest = Math.min(oldest, sent);
  const periods = Math.max(1, Math.ceil((oldest + QUIET - me.now) / PERIOD));
  me.after.look(micros(periods * PERIOD));
}

/** Are requests late, or sources silent? */
export function look(me: Peer): void {
  me.state.isLooking = false;
  const { requests } = me.state.download;
  if (requests.length === 0) return;
  dropLate(me);
  const old = requests.filter(({ sent }) => me.now - sent >= QUIET);
  old.forEach((owing, at) => {
    if (old.findIndex(({ from }) => from === owing.from) === at) watch(me, owing);
  });
  if (requests.length > 0) lookAfterRequests(me);
}

function dropLate(me: Peer): void {
  const { download } = me.state;
  if (markLate(me, download) === 0) return;
  for (const request of download.requests.filter(({ late }) => late)) {
    giveUp(me, download, request, 'timeout');
    remember(me.state, 'peer.late', { piece: pieceName(request.piece), who: request.from });
  }
  reconsider(me);
}

/** A source that owes me a piece must be there. */
function watch(me: Peer, { from }: Request): void {
  const { state } = me;
  const neighbour = neighbourOf(state, from);
  if (neighbour === undefined) return;
  if (neighbour.pinged < 0) {
    if (me.now - neighbour.heard < QUIET) return;
    neighbour.pinged = me.now;
  } else if (me.now - neighbour.pinged >= 2 * QUIET) {
    remember(me.state, 'peer.gone', { who: from });
    return part(me, neighbour, 'timeout');
  }
  me.send.ping(from);
}

/** A neighbour is heard. */
export function hear(neighbour: Neighbour, now: Micros): void {
  neighbour.heard = now;
  neighbour.pinged = -1;
}

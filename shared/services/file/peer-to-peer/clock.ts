import { type Micros, micros, seconds } from '../../../sim/index.ts';
import { giveUp, markLate, type Request } from '../download.ts';
import { remember } from '../machine.ts';
import { reconsider } from './interest.ts';
import { part } from './neighbours.ts';
import { tellAll } from './news.ts';
import { dealSlots } from './slots.ts';
import { KIND, type Neighbour, neighbourOf, type Peer, sendControl, TIMER } from './state.ts';

const PERIOD = seconds(1);
/** A source that owes me a piece and says nothing for so long is asked whether it is there; after twice as long it is given up. */
const QUIET = seconds(2);

/** Starts the clock of a peer that starts or comes back. */
export function startClock({ net, self, settings }: Peer): void {
  if (settings.slotTime > 0) net.after(self, micros(settings.slotTime * net.random('clock', self).unit()), TIMER.slots);
}

/** Looks after its requests once a second, as soon as one is old enough for a look to find anything. */
export function lookAfterRequests({ net, self, settings, state }: Peer): void {
  if (state.isLooking || settings.timeout === 0) return;
  state.isLooking = true;
  let oldest = net.now as number;
  for (const { sent } of state.download.requests) oldest = Math.min(oldest, sent);
  const periods = Math.max(1, Math.ceil((oldest + QUIET - net.now) / PERIOD));
  net.after(self, micros(periods * PERIOD), TIMER.look);
}

export function ring(peer: Peer, timer: number): void {
  const { net, self, settings, state } = peer;
  switch (timer) {
    case TIMER.look:
      state.isLooking = false;
      return look(peer);
    case TIMER.slots:
      net.after(self, settings.slotTime, TIMER.slots);
      return dealSlots(peer);
    case TIMER.news:
      state.haveDue = false;
      return tellAll(peer);
  }
}

/** Are requests late, or sources silent? */
function look(peer: Peer): void {
  const { requests } = peer.state.download;
  if (requests.length === 0) return;
  dropLate(peer);
  const old = requests.filter(({ sent }) => peer.net.now - sent >= QUIET);
  old.forEach((owing, at) => {
    if (old.findIndex(({ from }) => from === owing.from) === at) watch(peer, owing);
  });
  if (requests.length > 0) lookAfterRequests(peer);
}

function dropLate(peer: Peer): void {
  const { download } = peer.state;
  if (markLate(peer, download) === 0) return;
  for (const request of download.requests.filter(({ late }) => late)) {
    giveUp(peer, download, request, 'timeout');
    remember(download.recent, 'peer.late', { piece: request.piece + 1, who: request.from });
  }
  reconsider(peer);
}

/** A source that owes me a piece must be there. */
function watch(peer: Peer, { from }: Request): void {
  const { net, state } = peer;
  const neighbour = neighbourOf(state, from);
  if (neighbour === undefined) return;
  if (neighbour.pinged < 0) {
    if (net.now - neighbour.heard < QUIET) return;
    neighbour.pinged = net.now;
  } else if (net.now - neighbour.pinged >= 2 * QUIET) {
    remember(state.download.recent, 'peer.gone', { who: from });
    return part(peer, neighbour, 'timeout');
  }
  sendControl(peer, from, KIND.ping);
}

/** A neighbour is heard. */
export function hear(neighbour: Neighbour, now: Micros): void {
  neighbour.heard = now;
  neighbour.pinged = -1;
}

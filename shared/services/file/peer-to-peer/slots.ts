import type { Micros } from '../../../sim/index.ts';
import { seconds } from '../../../sim/index.ts';
import { type Machine, remember } from '../machine.ts';
import { uplinkPieceTime } from './interest.ts';
import { tell } from './news.ts';
import { KIND, type Neighbour, type Peer, sendControl, setUnchoked } from './state.ts';

/** How long a slot that a person gives stays given. */
export const PIN_LASTS = seconds(15);
/** The optimistic slot moves on every so many rounds. */
const LUCK_LASTS = 3;
/** Head start of the fastest giver among the needy, in pieces. */
const LONGEST_HEAD = 6;
/** A peer with a fat uplink has more slots, or it would wait for requests: two for each piece that it can send a second. */
const SLOTS_A_PIECE = 2;
/** What a piece counts that was given since the last round: halved twenty times before it is nothing, and always a whole number. */
export const JUST_NOW = 1 << 20;

/** To how many neighbours at a time it uploads. */
export function slotCount({ net, self, settings }: Peer): number {
  const { up } = net.spec(self);
  if (!givesAnything({ net, self, settings })) return 0;
  if (settings.slotTime === 0 || up === null) return settings.slots;
  return Math.max(settings.slots, Math.ceil((SLOTS_A_PIECE * up) / settings.pieceBytes));
}

/** A free rider gives nothing, nor does a machine without an uplink for pieces. */
export function givesAnything({ net, self }: Machine): boolean {
  return net.spec(self).up !== null && !net.hasTrait(self, 'free-rider');
}

/** A round of slots: the best givers keep theirs, one is given by luck, the rest are choked. */
export function dealSlots(peer: Peer): void {
  const { state } = peer;
  const chosen = new Set(chooseForSlots(peer));
  for (const neighbour of state.neighbours) {
    if (neighbour.unchoked && !chosen.has(neighbour)) choke(peer, neighbour);
    neighbour.lately >>>= 1;
  }
  for (const neighbour of chosen) unchoke(peer, neighbour);
  state.rounds++;
}

/** Gives free slots to whoever wants something: between rounds, or, where a slot is for one piece, whenever the uplink is idle. */
export function fillSlots(peer: Peer): void {
  for (let free = slotCount(peer) - peer.state.given.length; free > 0; free--) {
    const next = bestOf(peer, (neighbour) => neighbour.wants && !neighbour.unchoked);
    if (next === undefined) return;
    unchoke(peer, next);
  }
}

export function choke(peer: Peer, neighbour: Neighbour): void {
  if (!neighbour.unchoked) return;
  setUnchoked(peer.state, neighbour, false);
  neighbour.pinnedUntil = 0 as Micros;
  sendControl(peer, neighbour.id, KIND.choke);
}

export function unchoke(peer: Peer, neighbour: Neighbour): void {
  if (neighbour.unchoked) return;
  setUnchoked(peer.state, neighbour, true);
  tell(peer, neighbour);
  sendControl(peer, neighbour.id, KIND.unchoke, [
    uplinkPieceTime(peer),
    ...peer.state.underway.map(({ piece }) => piece),
  ]);
}

export function chokeAll(peer: Peer): void {
  for (const neighbour of peer.state.neighbours) choke(peer, neighbour);
}

/** A person gives this neighbour a slot; if none is free, the worst giver without a person's word loses its own. */
export function pin(peer: Peer, neighbour: Neighbour): void {
  const { state, net } = peer;
  unchoke(peer, neighbour);
  neighbour.pinnedUntil = (net.now + PIN_LASTS) as Micros;
  const holders = state.neighbours.filter(({ unchoked }) => unchoked);
  if (holders.length > slotCount(peer)) {
    const loser = holders.filter((holder) => holder !== neighbour).sort((a, b) => worthKeeping(a) - worthKeeping(b))[0];
    if (loser !== undefined) choke(peer, loser);
  }
  remember(state.download.recent, 'peer.slot-given', { who: neighbour.id });
}

function worthKeeping({ pinnedUntil, lately }: Neighbour): number {
  return pinnedUntil * 1000 + lately;
}

function chooseForSlots(peer: Peer): Neighbour[] {
  const { state, net } = peer;
  const slots = slotCount(peer);
  const wanting = state.neighbours.filter(({ wants }) => wants);
  if (wanting.length === 0) return [];
  const pinned = wanting.filter(({ pinnedUntil }) => pinnedUntil > net.now).slice(0, slots);
  const others = wanting.filter((neighbour) => !pinned.includes(neighbour));
  const usual = rank(peer, others);
  const byMerit = Math.max(0, slots - pinned.length - (reciprocates(peer) ? 1 : 0));
  const chosen = [...pinned, ...usual.slice(0, byMerit)];
  const rest = usual.slice(byMerit);
  if (chosen.length >= slots || rest.length === 0) return chosen;
  return [...chosen, luckyOf(peer, rest)];
}

/** The optimistic unchoke: a neighbour gets the chance to show that it gives back. */
function luckyOf({ state, net, self }: Peer, rest: readonly Neighbour[]): Neighbour {
  const still = rest.find(({ id }) => id === state.lucky);
  if (still !== undefined && state.rounds % LUCK_LASTS !== 0) return still;
  const lucky = net.random('optimistic', self).pick(rest);
  state.lucky = lucky.id;
  return lucky;
}

/** Tit for tat: who gave most lately comes first. Who needs nothing any more gives to whom it has given least. */
function rank(peer: Peer, neighbours: readonly Neighbour[]): Neighbour[] {
  const random = peer.net.random('slots', peer.self);
  const shuffled = random.sample(neighbours, neighbours.length);
  return shuffled.sort((a, b) => score(peer, b) - score(peer, a));
}

function bestOf(peer: Peer, fits: (neighbour: Neighbour) => boolean): Neighbour | undefined {
  const { neighbours } = peer.state;
  if (neighbours.length === 0) return undefined;
  let best: Neighbour | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  const first = peer.net.random('slots', peer.self).below(neighbours.length);
  for (let i = 0; i < neighbours.length; i++) {
    const neighbour = neighbours[(first + i) % neighbours.length] as Neighbour;
    if (!fits(neighbour)) continue;
    const its = score(peer, neighbour);
    if (its <= bestScore) continue;
    best = neighbour;
    bestScore = its;
  }
  return best;
}

function score(peer: Peer, neighbour: Neighbour): number {
  if (!peer.settings.titForTat) return head(peer, neighbour) - neighbour.count;
  return reciprocates(peer) ? neighbour.lately : -neighbour.took;
}

function reciprocates({ settings, state }: Peer): boolean {
  return settings.titForTat && !state.download.done;
}

/** By how many pieces a neighbour may be ahead of one that gives nothing: pieces multiply where they are passed on. */
function head({ state }: Peer, { pieceTime }: Neighbour): number {
  if (pieceTime === 0) return 0;
  let fastest = pieceTime;
  for (const other of state.neighbours) if (other.pieceTime > 0) fastest = Math.min(fastest, other.pieceTime);
  return (LONGEST_HEAD * fastest) / pieceTime;
}

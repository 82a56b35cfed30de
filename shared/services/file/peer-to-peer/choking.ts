import { type Micros, seconds } from '../../../sim/index.ts';
import { remember } from '../texts.ts';
import { tell } from './have-messages.ts';
import { uplinkPieceTime } from './interest.ts';
import { setUnchoked } from './neighbour-list.ts';
import type { Neighbour, Peer, PeerSight } from './terms.ts';

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
export function slotCount(me: PeerSight): number {
  const { settings } = me;
  const { up } = me.spec;
  if (!givesAnything(me)) return 0;
  if (settings.slotTime === 0 || up === null) return settings.slots;
  return Math.max(settings.slots, Math.ceil((SLOTS_A_PIECE * up) / settings.pieceBytes));
}

/** A free rider gives nothing, nor does a machine without an uplink for pieces. */
export function givesAnything(me: PeerSight): boolean {
  return me.spec.up !== null && !me.hasTrait('free-rider');
}

/** A round of slots: the best givers keep theirs, one is given by luck, the rest are choked. */
export function dealSlots(me: Peer): void {
  const { state } = me;
  const chosen = new Set(chooseForSlots(me));
  for (const neighbour of state.neighbours) {
    if (neighbour.unchoked && !chosen.has(neighbour)) choke(me, neighbour);
    neighbour.lately >>>= 1;
  }
  for (const neighbour of chosen) unchoke(me, neighbour);
  state.rounds++;
}

/** Gives free slots to whoever wants something: between rounds, or, where a slot is for one piece, whenever the uplink is idle. */
export function fillSlots(me: Peer): void {
  for (let free = slotCount(me) - me.state.given.length; free > 0; free--) {
    const next = bestOf(me, (neighbour) => neighbour.wants && !neighbour.unchoked);
    if (next === undefined) return;
    unchoke(me, next);
  }
}

export function choke(me: Peer, neighbour: Neighbour): void {
  if (!neighbour.unchoked) return;
  setUnchoked(me.state, neighbour, false);
  neighbour.pinnedUntil = 0 as Micros;
  me.send.choke(neighbour.id);
}

export function unchoke(me: Peer, neighbour: Neighbour): void {
  const { state } = me;
  if (neighbour.unchoked) return;
  setUnchoked(state, neighbour, true);
  tell(me, neighbour);
  me.send.unchoke(neighbour.id, {
    pieceTime: uplinkPieceTime(me),
    underway: state.underway.map(({ piece }) => piece),
  });
}

export function chokeAll(me: Peer): void {
  for (const neighbour of me.state.neighbours) choke(me, neighbour);
}

/** A person gives this neighbour a slot; if none is free, the worst giver without a person's word loses its own. */
export function pin(me: Peer, neighbour: Neighbour): void {
  const { state } = me;
  unchoke(me, neighbour);
  neighbour.pinnedUntil = (me.now + PIN_LASTS) as Micros;
  const holders = state.neighbours.filter(({ unchoked }) => unchoked);
  if (holders.length > slotCount(me)) {
    const loser = holders.filter((holder) => holder !== neighbour).sort((a, b) => worthKeeping(a) - worthKeeping(b))[0];
    if (loser !== undefined) choke(me, loser);
  }
  remember(me.state, 'peer.slot-given', { who: neighbour.id });
}

function worthKeeping({ pinnedUntil, lately }: Neighbour): number {
  return pinnedUntil * 1000 + lately;
}

function chooseForSlots(me: Peer): Neighbour[] {
  const { state } = me;
  const slots = slotCount(me);
  const wanting = state.neighbours.filter(({ wants }) => wants);
  if (wanting.length === 0) return [];
  const pinned = wanting.filter(({ pinnedUntil }) => pinnedUntil > me.now).slice(0, slots);
  const others = wanting.filter((neighbour) => !pinned.includes(neighbour));
  const usual = rank(me, others);
  const byMerit = Math.max(0, slots - pinned.length - (reciprocates(me) ? 1 : 0));
  const chosen = [...pinned, ...usual.slice(0, byMerit)];
  const rest = usual.slice(byMerit);
  if (chosen.length >= slots || rest.length === 0) return chosen;
  return [...chosen, luckyOf(me, rest)];
}

/** The optimistic unchoke: a neighbour gets the chance to show that it gives back. */
function luckyOf(me: Peer, rest: readonly Neighbour[]): Neighbour {
  const { state } = me;
  const still = rest.find(({ id }) => id === state.lucky);
  if (still !== undefined && state.rounds % LUCK_LASTS !== 0) return still;
  const lucky = me.random('optimistic').pick(rest);
  state.lucky = lucky.id;
  return lucky;
}

/** Tit for tat: who gave most lately comes first. Who needs nothing any more gives to whom it has given least. */
function rank(me: Peer, neighbours: readonly Neighbour[]): Neighbour[] {
  const random = me.random('slots');
  const shuffled = random.sample(neighbours, neighbours.length);
  return shuffled.sort((a, b) => score(me, b) - score(me, a));
}

function bestOf(me: Peer, fits: (neighbour: Neighbour) => boolean): Neighbour | undefined {
  const { neighbours } = me.state;
  if (neighbours.length === 0) return undefined;
  let best: Neighbour | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  const first = me.random('slots').below(neighbours.length);
  for (let i = 0; i < neighbours.length; i++) {
    const neighbour = neighbours[(first + i) % neighbours.length] as Neighbour;
    if (!fits(neighbour)) continue;
    const its = score(me, neighbour);
    if (its <= bestScore) continue;
    best = neighbour;
    bestScore = its;
  }
  return best;
}

function score(me: Peer, neighbour: Neighbour): number {
  if (!me.settings.titForTat) return head(me, neighbour) - neighbour.count;
  return reciprocates(me) ? neighbour.lately : -neighbour.took;
}

function reciprocates(me: Peer): boolean {
  const { settings, state } = me;
  return settings.titForTat && !state.download.done;
}

/** By how many pieces a neighbour may be ahead of one that gives nothing: pieces multiply where they are passed on. */
function head(me: Peer, { pieceTime }: Neighbour): number {
  const { state } = me;
  if (pieceTime === 0) return 0;
  let fastest = pieceTime;
  for (const other of state.neighbours) if (other.pieceTime > 0) fastest = Math.min(fastest, other.pieceTime);
  return (LONGEST_HEAD * fastest) / pieceTime;
}

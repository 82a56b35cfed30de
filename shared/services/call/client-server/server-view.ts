import type { NodeId } from '../../../sim/index.ts';
import type { Neighbour, VerbOffer } from '../../contract.ts';
import type { RoleView, Sight } from '../../kit/index.ts';
import { callsOf, groupOf } from '../groups.ts';
import { said } from '../texts.ts';
import { BUSY, FIRST_CLIENT, type ServerSide } from './terms.ts';

type Server = Sight<ServerSide>;

const MOST_OFFERS = 5;
const MOST_NEIGHBOURS = 8;
const MOST_MOVES = 3;
const MOST_MUTES = 2;
/** So many reports of unclear turns are no accident. */
const UNCLEAR = 2;

/** The screen of a relay's player. */
export function serverView(me: Server): RoleView {
  const calls = callsOf(me);
  const worst = worstFirst(me, calls);
  return {
    ...statusOf(me, calls.length),
    job: { label: said('job.server'), done: calls.length - me.state.low.length, total: calls.length },
    verbs: allotVerbs(me, worst),
    offers: [...moveOffers(me, worst), ...muteOffers(me)].slice(0, MOST_OFFERS),
    neighbours: calls.slice(0, MOST_NEIGHBOURS).map((call) => neighbourOf(me, call)),
  };
}

function statusOf({ isUp, uplinkLength: n }: Server, calls: number): Pick<RoleView, 'status' | 'mood'> {
  if (!isUp) return { status: said('status.down'), mood: 'bad' };
  if (n > calls * BUSY) return { status: said('status.server', { n }), mood: 'waiting' };
  return { status: said('status.server.calm'), mood: 'good' };
}

/** The call in full quality that is heard worst, and the first that could be raised again. */
function allotVerbs(me: Server, worst: readonly number[]): VerbOffer[] {
  const { low } = me.state;
  const full = worst.find((call) => !low.includes(call));
  const offer = (call: number | undefined, words: string) =>
    call === undefined ? [] : [me.offer('allot', { call }, { id: words, words, args: { who: call } })];
  return [...offer(full, 'allot-low'), ...offer(low[0], 'allot-full')];
}

function worstFirst({ state }: Server, calls: readonly number[]): number[] {
  return [...calls].sort((a, b) => (state.unclear[b] ?? 0) - (state.unclear[a] ?? 0));
}

/** Calls that run through here come before those that run through the backup, of each the worst first. */
function moveOffers(me: Server, worst: readonly number[]): VerbOffer[] {
  const isMoved = (call: number): boolean => me.state.moved.includes(call);
  const order = [...worst.filter((call) => !isMoved(call)), ...worst.filter(isMoved)];
  return order.slice(0, MOST_MOVES).map((call) => {
    const words = isMoved(call) ? 'move-back' : 'move';
    return me.offer('move', { call }, { id: `move-${call}`, words, args: { who: call } });
  });
}

function muteOffers(me: Server): VerbOffer[] {
  const { muted } = me.state;
  const candidates = [...muted, ...groupOf(me, FIRST_CLIENT).filter((caller) => !muted.includes(caller))];
  return candidates.slice(0, MOST_MUTES).map((who) => {
    const words = muted.includes(who) ? 'unmute' : 'mute';
    return me.offer('mute', { who }, { id: `mute-${who}`, words, args: { who } });
  });
}

function neighbourOf({ state }: Server, call: number): Neighbour {
  const n = state.unclear[call] ?? 0;
  const node = call as NodeId;
  if (n >= UNCLEAR) return { node, note: said('neighbour.unclear', { n }), mood: 'bad' };
  return { node, note: said(state.moved.includes(call) ? 'neighbour.moved' : 'neighbour.caller'), mood: 'neutral' };
}

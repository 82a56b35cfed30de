import type { Action, Message, NodeId } from '../../../sim/index.ts';
import type { Me, Role, Sight } from '../../kit/index.ts';
import { arrive } from '../desk.ts';
import type { Letter } from '../letter.ts';
import { remember } from '../texts.ts';
import type { Carried, Passed, PeerSide, PeerState } from './terms.ts';

type Peer = Me<PeerSide>;
type Pilot = Parameters<NonNullable<Role<PeerSide>['autopilot']>>[0];

/** Letters that one tap passes on: a handful, so that passing again is a decision. */
const AT_ONCE = 4;
/** News of arrived letters that goes along with each letter, and that a machine remembers. */
const NEWS = 12;
const REMEMBERED = 200;

export function isFull({ state, settings }: Sight<PeerSide>): boolean {
  return state.carried.length >= settings.pocket;
}

/** What could be passed to a friend: what is addressed there first, then what can still be spread. */
export function fitting({ state }: Sight<PeerSide>, whom: NodeId): Carried[] {
  const isDirect = ({ letter }: Carried): boolean => letter.to === whom;
  return [...state.carried]
    .sort((a, b) => Number(isDirect(b)) - Number(isDirect(a)))
    .filter((carried) => isDirect(carried) || (carried.copies > 0 && !carried.had.includes(whom)));
}

/**
 * Passes a friend what is addressed there, and half of the copies of what can still be spread (binary spray and wait: Spyropoulos,
 * Psounis & Raghavendra, 2005); the last copy is handed on whole, since friends here don't move about. The copies are given away when the
 * friend confirms: a friend who is off costs nothing.
 */
export function pass(me: Peer, whom: NodeId): void {
  if (!me.state.friends.includes(whom)) return;
  for (const { letter, copies } of fitting(me, whom).slice(0, AT_ONCE))
    me.send.pass(whom, { letter, copies: Math.ceil(copies / 2), delivered: news(me) });
}

export function receive(me: Peer, from: NodeId, { letter, copies, delivered }: Passed, message: Message): void {
  const { state } = me;
  learnDelivered(me, delivered);
  if (letter.to === me.id) {
    if (arrive(me, letter, from)) remember(state, 'letter', { who: letter.from });
    learnDelivered(me, [letter.id]);
    return confirm(me, from, letter, copies);
  }
  if (state.known[letter.id]) return confirm(me, from, letter, 0);
  if (isFull(me)) return me.refuse(message, 'queue-full');
  state.known[letter.id] = true;
  state.carried.push({ letter: tampered(me, letter), copies, had: [from] });
  state.broughtBy[from] = (state.broughtBy[from] ?? 0) + 1;
  me.fact('stored', from, letter.id);
  peek(me, letter);
  remember(state, 'carrying', { who: from, whom: letter.to });
  confirm(me, from, letter, copies);
}

export function taken(me: Peer, by: NodeId, { letter, copies, delivered }: Passed): void {
  const { takenBy, carried } = me.state;
  learnDelivered(me, delivered);
  takenBy[by] = (takenBy[by] ?? 0) + 1;
  const index = carried.findIndex((one) => one.letter.id === letter.id);
  const given = carried[index];
  if (given === undefined) return;
  given.copies -= copies;
  given.had.push(by);
  if (letter.to === by || given.copies < 1) carried.splice(index, 1);
  me.fact('decided', by, letter.id, 1);
}

/** A full pocket is emptied of the oldest; then own letters are written, then what is carried is passed on, to its addressee first. */
export function carryOn(me: Pilot): Action | undefined {
  const { state } = me;
  if (me.hasTrait('free-rider')) return ownLetter(state);
  const [oldest] = state.carried;
  if (isFull(me) && oldest !== undefined) return { type: 'drop', letter: oldest.letter.id };
  const own = ownLetter(state);
  if (own !== undefined) return own;
  const friend = bestFriend(me);
  return friend === undefined ? undefined : { type: 'pass', whom: friend };
}

/** The friend to whom most of what I carry could go now: addressed there, or to be spread. */
function bestFriend(me: Pilot): NodeId | undefined {
  const { friends, carried } = me.state;
  // One of them at random: a friend who is off must not hold up what the others wait for.
  const direct = friends.filter((friend) => carried.some(({ letter }) => letter.to === friend));
  if (direct.length > 0) return me.random('pass').pick(direct);
  const open = friends.filter((friend) => carried.some(({ had }) => !had.includes(friend)));
  return open.length === 0 ? undefined : me.random('pass').pick(open);
}

function ownLetter({ desk }: PeerState): Action | undefined {
  const [first] = desk.drafts;
  return first && { type: 'send', draft: first.number };
}

function confirm(me: Peer, whom: NodeId, letter: Letter, copies: number): void {
  me.send.taken(whom, { letter, copies, delivered: news(me) });
}

function news({ state }: Peer): readonly number[] {
  return state.delivered.slice(0, NEWS);
}

/** Copies of letters that have arrived somewhere are not needed any more. */
function learnDelivered(me: Peer, delivered: readonly number[]): void {
  const { state } = me;
  const fresh = delivered.filter((id) => !state.delivered.includes(id));
  if (fresh.length === 0) return;
  state.delivered.unshift(...fresh);
  if (state.delivered.length > REMEMBERED) state.delivered.length = REMEMBERED;
  for (const id of fresh) {
    const index = state.carried.findIndex(({ letter }) => letter.id === id);
    if (index < 0) continue;
    state.carried.splice(index, 1);
    me.fact('dropped-copy', -1, id);
  }
}

/** Who listens in reads what it carries for others, unless it is sealed. */
function peek(me: Peer, { sealed, from, id }: Letter): void {
  if ((me.hasTrait('eavesdropper') || me.hasTrait('breached')) && !sealed) me.fact('exposed', from, id);
}

/** A poisoner changes what it carries; on a sealed letter that shows. */
function tampered(me: Peer, letter: Letter): Letter {
  return me.hasTrait('poisoner') ? { ...letter, corrupt: true } : letter;
}

import { type NodeId, seconds } from '../../../sim/index.ts';
import { type ActionRule, type Me, notYourRole, type Sight } from '../../kit/index.ts';
import { no, remember } from '../texts.ts';
import { type Contact, distance, distinct, justBefore } from './ring.ts';
import type { Identity, PeerSide, PeerState } from './terms.ts';

type Peer = Me<PeerSide>;
type PeerSight = Sight<PeerSide>;

/** A made-up name is good for so long; then it has to be told again. */
const NAME_LASTS = seconds(30);
/** A name that is younger than this needs no telling. */
const FRESH = seconds(20);
/** Nobody makes up names faster than this. */
const ONE_AT_A_TIME = seconds(2);

/** The liar says that it stands right before another machine, to get hold of that one's records. */
export const pretend: ActionRule<PeerSide, 'pretend'> = {
  whyNot(me, { who }) {
    if (!me.hasTrait('sybil')) return notYourRole;
    if (victimOf(me.state, who) === undefined) return no('not-known');
    if (isFresh(me, who)) return no('already-so');
    return hasJustLied(me) ? no('too-soon') : undefined;
  },
  do(me, { who }) {
    const { state } = me;
    const victim = victimOf(state, who);
    if (victim === undefined) throw new Error(`a liar does not know machine ${who}`);
    const name = { node: who, place: justBefore(victim.place), until: me.now + NAME_LASTS };
    state.names = [...state.names.filter(({ node }) => node !== who), name];
    tell(me, name);
    remember(state, 'pretended', { who });
  },
};

/**
 * With each check of the ring a liar's machine lies to those right behind it, and tells the names again that its person made up and
 * that still hold; the others are forgotten, with what they had opened.
 */
export function keepLying(me: Peer): void {
  const { state } = me;
  const made = state.names.filter(({ until }) => until > me.now);
  const behind = me.hasTrait('sybil') ? namesBehind(me) : [];
  const names = [...made, ...behind.filter(({ node }) => !made.some((name) => name.node === node))];
  state.names = names;
  state.lies = state.lies.filter((lie) => names.some(({ place }) => place === lie));
  for (const name of names) tell(me, name);
}

/** A machine's word on who stands before it: a name of mine, so it was let in. */
export function noteLie({ id, state }: Peer, predecessor: Contact | null): void {
  if (predecessor?.node !== id || state.lies.includes(predecessor.place)) return;
  if (state.names.some(({ place }) => place === predecessor.place)) state.lies = [...state.lies, predecessor.place];
}

/** Whom a liar has not told of late, the farthest first: all that lies between it and them would look like its own. */
export function toBeTold(me: PeerSight): NodeId[] {
  if (!me.hasTrait('sybil')) return [];
  const { own } = me.state;
  const known = victimsOf(me.state).sort((a, b) => distance(own.place, b.place) - distance(own.place, a.place));
  return known.map(({ node }) => node).filter((node) => !isFresh(me, node));
}

function victimsOf({ own, successors, fingers }: PeerState): Contact[] {
  return distinct([...successors, ...fingers]).filter(({ node }) => node !== own.node);
}

function victimOf(state: PeerState, who: NodeId): Contact | undefined {
  return victimsOf(state).find(({ node }) => node === who);
}

function isFresh({ now, state }: PeerSight, victim: NodeId): boolean {
  return state.names.some(({ node, until }) => node === victim && until - NAME_LASTS + FRESH > now);
}

function hasJustLied({ now, state }: PeerSight): boolean {
  return state.names.some(({ until }) => until - NAME_LASTS + ONE_AT_A_TIME > now);
}

function namesBehind({ id, now, settings, state }: Peer): Identity[] {
  const behind = state.successors.slice(0, settings.strangers).filter(({ node }) => node !== id);
  return behind.map(({ node, place }) => ({ node, place: justBefore(place), until: now }));
}

function tell(me: Peer, { node, place }: Contact): void {
  me.send.ping(node, { node: me.id, place });
}

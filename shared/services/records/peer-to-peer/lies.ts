import { type Net, type NodeId, type Refusal, seconds } from '../../../sim/index.ts';
import { recordsParams } from '../params.ts';
import { note } from '../tasks.ts';
import { type Contact, distance, justBefore } from './ring.ts';
import { Kind, type PeerState } from './state.ts';

/** A made-up name is good for so long; then it has to be told again. */
const NAME_LASTS = seconds(30);
/** A name that is younger than this needs no telling. */
const FRESH = seconds(20);
/** Nobody makes up names faster than this. */
const ONE_AT_A_TIME = seconds(2);

/** The liar says that it stands right before another machine, to get hold of that one's records. */
export function pretend(net: Net, self: NodeId, state: PeerState, who: unknown): Refusal | undefined {
  if (!net.hasTrait(self, 'sybil')) return { code: 'wrong-role', said: { key: 'records.refusal.wrong-role' } };
  const victim = victimsOf(state).find(({ node }) => node === who);
  if (victim === undefined) return { code: 'unknown-node', said: { key: 'refusal.unknown-node' } };
  if (isFresh(net, state, victim.node)) return { code: 'already', said: { key: 'records.refusal.already' } };
  if (hasJustLied(net, state)) return { code: 'too-soon', said: { key: 'records.refusal.too-soon' } };
  const name = { node: victim.node, place: justBefore(victim.place), until: net.now + NAME_LASTS };
  state.names = [...state.names.filter(({ node }) => node !== victim.node), name];
  tell(net, self, name);
  note(state, 'pretended', { who: victim.node });
  return undefined;
}

/**
 * With each check of the ring a liar's machine lies to those right behind it, and tells the names again that its person made up and
 * that still hold; the others are forgotten, with what they had opened.
 */
export function keepLying(net: Net, self: NodeId, state: PeerState): void {
  const made = state.names.filter(({ until }) => until > net.now);
  const behind = net.hasTrait(self, 'sybil') ? namesBehind(net, self, state) : [];
  state.names = [...made, ...behind.filter(({ node }) => !made.some((name) => name.node === node))];
  state.lies = state.lies.filter((lie) => state.names.some(({ place }) => place === lie));
  for (const name of state.names) tell(net, self, name);
}

/** A machine's word on who stands before it: a name of mine, so it was let in. */
export function noteLie(state: PeerState, self: NodeId, predecessor: Contact | null): void {
  if (predecessor?.node !== self || state.lies.includes(predecessor.place)) return;
  if (state.names.some(({ place }) => place === predecessor.place)) state.lies.push(predecessor.place);
}

/** Whom a liar can lie to: all it knows, the farthest first, for all that lies between it and them looks like its own. */
export function victimsOf({ me, successors, fingers }: PeerState): Contact[] {
  const known = [...successors, ...fingers].filter(({ node }) => node !== me.node);
  return known
    .filter(({ node }, index) => known.findIndex((one) => one.node === node) === index)
    .sort((a, b) => distance(me.place, b.place) - distance(me.place, a.place));
}

export function isFresh(net: Net, { names }: PeerState, victim: number): boolean {
  return names.some(({ node, until }) => node === victim && until - NAME_LASTS + FRESH > net.now);
}

export function hasJustLied(net: Net, { names }: PeerState): boolean {
  return names.some(({ until }) => until - NAME_LASTS + ONE_AT_A_TIME > net.now);
}

function namesBehind(net: Net, self: NodeId, { successors }: PeerState): PeerState['names'] {
  const { strangers } = recordsParams(net.plan.params);
  const behind = successors.slice(0, strangers).filter(({ node }) => node !== self);
  return behind.map(({ node, place }) => ({ node, place: justBefore(place), until: net.now }));
}

function tell(net: Net, self: NodeId, { node, place }: Contact): void {
  const { controlBytes } = recordsParams(net.plan.params);
  net.send(self, node as NodeId, Kind.ping, controlBytes, { node: self, place });
}

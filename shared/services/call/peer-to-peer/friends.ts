import { type Action, type Net, type NodeId, type Plan, type Refusal, Stream } from '../../../sim/index.ts';
import { callParams } from '../params.ts';
import { groupOf, note } from '../speech.ts';
import { Kind, type PeerState } from './state.ts';

/** Turns in a row that a friend didn't hear before the autopilot does something about it. */
const PATIENCE = 1;

/** Do the two machines' firewalls let nothing through between them? The same for both and for the whole run; neither is told. */
export function firewalled(plan: Plan, a: number, b: number): boolean {
  const pair = new Stream([plan.seed, Math.min(a, b) + 1, Math.max(a, b) + 1, 0x9e3779b9]);
  for (let round = 0; round < 8; round++) pair.bits();
  return pair.chance(callParams(plan.params).blocked);
}

export function friendsOf(net: Net, self: NodeId): NodeId[] {
  return groupOf(net, self, 0).filter((member) => member !== self);
}

/** Where a message for a friend goes first. */
export function nextHop(state: PeerState, whom: number): NodeId {
  return (state.routes[whom] ?? whom) as NodeId;
}

export function qualityAction(net: Net, self: NodeId, state: PeerState, action: Action): Refusal | undefined {
  const whom = Number(action.whom);
  const low = action.type === 'lower';
  if (!friendsOf(net, self).includes(whom as NodeId)) return noFriend();
  if (state.lowTo.includes(whom) === low) return { code: 'already', said: { key: 'call.refusal.already' } };
  if (low) state.lowTo.push(whom);
  else state.lowTo.splice(state.lowTo.indexOf(whom), 1);
  return undefined;
}

/** Asks a friend to carry what goes to another; the way is used once the friend agrees. `via` the friend itself: directly again. */
export function routeAction(net: Net, self: NodeId, state: PeerState, action: Action): Refusal | undefined {
  const whom = Number(action.whom);
  const via = Number(action.via);
  const friends = friendsOf(net, self) as number[];
  if (!friends.includes(whom) || !friends.includes(via)) return noFriend();
  if (via === whom) {
    if (state.routes[whom] === undefined) return { code: 'already', said: { key: 'call.refusal.already' } };
    delete state.routes[whom];
    return undefined;
  }
  if (state.asking[whom] === via) return { code: 'already', said: { key: 'call.refusal.already' } };
  state.asking[whom] = via;
  net.send(self, via as NodeId, Kind.ask, callParams(net.plan.params).controlBytes, { who: self, whom });
  return undefined;
}

/** Agrees to carry a friend's sound to another one, both ways. */
export function relayAction(net: Net, self: NodeId, state: PeerState, action: Action): Refusal | undefined {
  const index = state.asked.findIndex(({ who, whom }) => who === action.who && whom === action.whom);
  const [ask] = index < 0 ? [] : state.asked.splice(index, 1);
  if (ask === undefined) return { code: 'not-asked', said: { key: 'call.refusal.not-asked' } };
  if (!carries(state, ask.who, ask.whom)) state.carries.push(pairKey(ask.who, ask.whom));
  net.fact('decided', self, ask.who as NodeId, ask.whom, 1);
  const { controlBytes } = callParams(net.plan.params);
  for (const [to, other] of [[ask.who, ask.whom] as const, [ask.whom, ask.who] as const]) {
    net.send(self, to as NodeId, Kind.agree, controlBytes, { whom: other });
  }
  note(state, 'carries', { who: ask.who, whom: ask.whom });
  return undefined;
}

/** Do I carry between these two? */
export function carries(state: PeerState, a: number, b: number): boolean {
  return state.carries.includes(pairKey(a, b));
}

/** Agrees when asked to reach somebody who hears it; finds a way round to who hears nothing, and less quality for who hears badly. */
export function friendsAutopilot(net: Net, self: NodeId, state: PeerState): Action | undefined {
  const ask = state.asked.find(({ whom }) => (state.silent[whom] ?? 0) === 0);
  if (ask !== undefined) return { type: 'relay', who: ask.who, whom: ask.whom };
  const friends = friendsOf(net, self);
  const deaf = friends.find((friend) => (state.silent[friend] ?? 0) > PATIENCE && state.asking[friend] === undefined);
  const helpers = friends.filter((friend) => friend !== deaf && (state.silent[friend] ?? 0) === 0);
  if (deaf !== undefined && helpers.length > 0) {
    return { type: 'route', whom: deaf, via: net.random('route', self).pick(helpers) };
  }
  const muffled = friends.find((friend) => (state.unclear[friend] ?? 0) > PATIENCE && !state.lowTo.includes(friend));
  return muffled === undefined ? undefined : { type: 'lower', whom: muffled };
}

function pairKey(a: number, b: number): string {
  return `${Math.min(a, b)}-${Math.max(a, b)}`;
}

function noFriend(): Refusal {
  return { code: 'not-in-call', said: { key: 'call.refusal.not-in-call' } };
}

import { type Json, type Message, type Net, type NodeId, seconds } from '../../../sim/index.ts';
import { recordsParams } from '../params.ts';
import { finishTask, note, putBack, type Task } from '../tasks.ts';
import { type Contact, distance, keyOf, onArc } from './ring.ts';
import { type Find, Kind, type PeerState, Timer } from './state.ts';

/** A machine that doesn't confirm within this time is taken off the list. */
const HEARD_WITHIN = seconds(1);
/** A request that has been round the ring more often than this is lost. */
const MOST_HOPS = 64;

/** What the owner of a record answers to who asked. */
interface Found {
  readonly task: number;
  readonly record: number;
  readonly version: number;
  readonly hops: number;
}

/** Starts a look-up at the own machine, which may keep the record itself. */
export function startFind(net: Net, self: NodeId, state: PeerState, task: Task): void {
  const { number, record, change } = task;
  const find: Find = { origin: self, task: number, record, key: keyOf(net.plan, record), change, hops: 0 };
  net.after(self, seconds(recordsParams(net.plan.params).timeout), Timer.timeout, number);
  if (owns(state, find.key)) answer(net, self, state, find);
  else passOn(net, self, state, find);
}

/** A request arrives: confirmed at once, answered if the record is here, else laid in the inbox to be passed on. */
export function receiveFind(net: Net, self: NodeId, state: PeerState, message: Message): void {
  const find = message.body as unknown as Find;
  const { controlBytes, forwardAfter } = recordsParams(net.plan.params);
  net.send(self, message.from, Kind.heard, controlBytes, [find.origin, find.task, find.hops]);
  if (owns(state, find.key)) return answer(net, self, state, find);
  if (find.hops >= MOST_HOPS) return;
  if (forwardAfter === 0) return passOn(net, self, state, find);
  state.inbox.push(find);
  net.after(self, seconds(forwardAfter), Timer.forward, [find.origin, find.task]);
}

/** Passes one waiting request on, or all of them. */
export function forward(net: Net, self: NodeId, state: PeerState, which?: readonly [number, number]): number {
  const waits = ({ origin, task }: Find): boolean => which === undefined || (origin === which[0] && task === which[1]);
  const chosen = state.inbox.filter(waits);
  for (const find of chosen) {
    state.inbox.splice(state.inbox.indexOf(find), 1);
    passOn(net, self, state, find);
  }
  return chosen.length;
}

export function heard(state: PeerState, [origin, task, hops]: readonly [number, number, number]): void {
  const index = state.unheard.findIndex(
    ({ find }) => find.origin === origin && find.task === task && find.hops === hops,
  );
  if (index >= 0) state.unheard.splice(index, 1);
}

/** No confirmation: that machine is gone as far as I can tell, and another way is taken. */
export function notHeard(net: Net, self: NodeId, state: PeerState, [origin, task, hops]: readonly number[]): void {
  const lost = state.unheard.find(({ find }) => find.origin === origin && find.task === task && find.hops === hops);
  if (lost === undefined) return;
  state.unheard.splice(state.unheard.indexOf(lost), 1);
  forget(state, lost.to);
  const { hops: before, ...rest } = lost.find;
  const again: Find = { ...rest, hops: before - 1 };
  if (owns(state, again.key)) answer(net, self, state, again);
  else passOn(net, self, state, again);
}

export function found(net: Net, self: NodeId, state: PeerState, message: Message): void {
  const news = message.body as unknown as Found;
  state.silent = false;
  const task = finishTask(net, self, state.tasks, news.task, message.from);
  if (task === undefined) return;
  const known = state.tasks.seen[news.record] ?? 0;
  if (!task.change)
    net.fact(
      news.version < known ? 'read-stale' : 'read-fresh',
      self,
      message.from,
      news.record,
      Math.max(0, known - news.version),
    );
  state.tasks.seen[news.record] = Math.max(known, news.version);
  note(state, task.change ? 'changed' : 'found', { record: news.record });
}

export function timedOut(net: Net, self: NodeId, state: PeerState, task: number): void {
  if (putBack(net, self, state.tasks, task, 'timeout') === undefined) return;
  state.silent = true;
  note(state, 'timeout-ring');
}

/** Takes a machine that doesn't answer off every list. */
export function forget(state: PeerState, node: number): void {
  const others = (contact: Contact): boolean => contact.node !== node;
  const before = state.successors.length;
  state.successors = state.successors.filter(others);
  state.fingers = state.fingers.filter(others);
  if (state.predecessor?.node === node) state.predecessor = null;
  if (state.successors.length < before) state.toReplicate = true;
}

/** Do the record's place and all before it back to my predecessor belong to me? Without a predecessor I can't know better. */
export function owns(state: PeerState, key: number): boolean {
  const { predecessor, me, successors, lies } = state;
  if (successors.length === 0) return true;
  if (predecessor === null) return distance(key, me.place) < distance(me.place, key);
  return onArc(key, predecessor.place, me.place) || lies.some((lie) => onArc(key, predecessor.place, lie));
}

/** To the closest machine that I know before the record's place; to my successor when it lies between us. */
export function closest(state: PeerState, key: number): Contact | undefined {
  const [successor] = state.successors;
  if (successor === undefined) return undefined;
  if (onArc(key, state.me.place, successor.place)) return successor;
  const room = distance(state.me.place, key);
  const before = [...state.fingers, ...state.successors].filter(({ place }) => {
    const step = distance(state.me.place, place);
    return step > 0 && step < room;
  });
  return before.reduce<Contact>(
    (best, one) => (distance(state.me.place, one.place) > distance(state.me.place, best.place) ? one : best),
    successor,
  );
}

function passOn(net: Net, self: NodeId, state: PeerState, find: Find): void {
  const next = closest(state, find.key);
  if (next === undefined || next.node === self) return;
  const { recordBytes, controlBytes } = recordsParams(net.plan.params);
  const onward: Find = { ...find, hops: find.hops + 1 };
  state.unheard.push({ find: onward, to: next.node });
  net.send(self, next.node as NodeId, Kind.find, find.change ? recordBytes : controlBytes, onward as unknown as Json);
  net.after(self, HEARD_WITHIN, Timer.unheard, [onward.origin, onward.task, onward.hops]);
}

/** The owner's answer. A change gets the next version here and goes to the machines that keep copies. */
function answer(net: Net, self: NodeId, state: PeerState, find: Find): void {
  const { recordBytes, copies } = recordsParams(net.plan.params);
  const version = (state.store[find.record] ?? 0) + (find.change ? 1 : 0);
  net.fact('decided', self, find.origin as NodeId, find.record, 1);
  if (seenByStranger(net, self, state, find.key)) net.fact('exposed', self, find.origin as NodeId, find.record);
  if (find.change) {
    state.store[find.record] = version;
    net.fact('stored', self, find.origin as NodeId, find.record, version);
    for (const { node } of state.successors.slice(0, copies - 1)) {
      net.send(self, node as NodeId, Kind.replica, recordBytes, { [find.record]: version });
    }
  }
  const body: Found = { task: find.task, record: find.record, version, hops: find.hops };
  if (find.origin === self) {
    finishTask(net, self, state.tasks, find.task, self);
    return;
  }
  net.send(self, find.origin as NodeId, Kind.found, recordBytes, body as unknown as Json);
}

/** On a machine that was broken into, every record; on a liar's, those that it got by lying: its own slice is its own to read. */
function seenByStranger(net: Net, self: NodeId, { me, lies }: PeerState, key: number): boolean {
  if (net.hasTrait(self, 'breached')) return true;
  return net.hasTrait(self, 'sybil') && lies.some((place) => onArc(key, me.place, place));
}

import { type NodeId, seconds } from '../../../sim/index.ts';
import type { Me } from '../../kit/index.ts';
import { finishTask, putBack, type Task } from '../tasks.ts';
import { remember } from '../texts.ts';
import { sendCopies } from './replication.ts';
import { keyOf, onArc } from './ring.ts';
import { closest, forget, isOwner } from './routing.ts';
import type { Find, FindId, Found, Hop, PeerSide, PeerState } from './terms.ts';

type Peer = Me<PeerSide>;

/** A machine that doesn't confirm within this time is taken off the list. */
const HEARD_WITHIN = seconds(1);
/** A request that has been round the ring more often than this is lost. */
const MOST_HOPS = 64;

/** Starts a look-up at the own machine, which may keep the record itself. */
export function startFind(me: Peer, { number, record, change }: Task): void {
  me.after.timeout(me.settings.timeout, number);
  onward(me, { origin: me.id, task: number, record, key: keyOf(me.plan, record), change, hops: 0 });
}

/** A request arrives: confirmed at once, answered if the record is here, else laid in the inbox to be passed on. */
export function takeIn(me: Peer, from: NodeId, find: Find): void {
  const { forwardAfter } = me.settings;
  me.send.heard(from, hopOf(find));
  if (isOwner(me.state, find.key)) return answer(me, find);
  if (find.hops >= MOST_HOPS) return;
  if (forwardAfter === 0) return passOn(me, find);
  me.state.inbox.push(find);
  me.after.forward(forwardAfter, [find.origin, find.task]);
}

/** Passes one waiting request on, or all of them. */
export function forward(me: Peer, which?: FindId): void {
  const { inbox } = me.state;
  const waits = ({ origin, task }: Find): boolean => which === undefined || (origin === which[0] && task === which[1]);
  for (const find of inbox.filter(waits)) {
    inbox.splice(inbox.indexOf(find), 1);
    passOn(me, find);
  }
}

export function heard({ state }: Peer, _from: NodeId, hop: Hop): void {
  takeUnheard(state, hop);
}

/** No confirmation: that machine is gone as far as I can tell, and another way is taken. */
export function notHeard(me: Peer, hop: Hop): void {
  const lost = takeUnheard(me.state, hop);
  if (lost === undefined) return;
  forget(me.state, lost.to);
  onward(me, { ...lost.find, hops: lost.find.hops - 1 });
}

export function found(me: Peer, from: NodeId, { task: number, record, version }: Found): void {
  const { state } = me;
  state.silent = false;
  const task = finishTask(me, number, from);
  if (task === undefined) return;
  const known = state.tasks.seen[record] ?? 0;
  const behind = Math.max(0, known - version);
  if (!task.change) me.fact(behind > 0 ? 'read-stale' : 'read-fresh', from, record, behind);
  state.tasks.seen[record] = Math.max(known, version);
  remember(state, task.change ? 'changed' : 'found', { record });
}

export function timedOut(me: Peer, task: number): void {
  if (putBack(me, task, 'timeout') === undefined) return;
  me.state.silent = true;
  remember(me.state, 'timeout-ring');
}

function onward(me: Peer, find: Find): void {
  if (isOwner(me.state, find.key)) answer(me, find);
  else passOn(me, find);
}

function passOn(me: Peer, find: Find): void {
  const next = closest(me.state, find.key);
  if (next === undefined || next.node === me.id) return;
  const passed: Find = { ...find, hops: find.hops + 1 };
  me.state.unheard.push({ find: passed, to: next.node });
  me.send.find(next.node, passed);
  me.after.unheard(HEARD_WITHIN, hopOf(passed));
}

/** The owner's answer. A change gets the next version here and goes to the machines that keep copies. */
function answer(me: Peer, { origin, task, record, key, change, hops }: Find): void {
  const { store } = me.state;
  const version = (store[record] ?? 0) + (change ? 1 : 0);
  me.fact('decided', origin, record, 1);
  if (seenByStranger(me, key)) me.fact('exposed', origin, record);
  if (change) {
    store[record] = version;
    me.fact('stored', origin, record, version);
    sendCopies(me, { [record]: version });
  }
  if (origin === me.id) finishTask(me, task, me.id);
  else me.send.found(origin, { task, record, version, hops });
}

/** On a machine that was broken into, every record; on a liar's, those that it got by lying: its own slice is its own to read. */
function seenByStranger(me: Peer, key: number): boolean {
  const { own, lies } = me.state;
  if (me.hasTrait('breached')) return true;
  return me.hasTrait('sybil') && lies.some((place) => onArc(key, own.place, place));
}

function hopOf({ origin, task, hops }: Find): Hop {
  return [origin, task, hops];
}

function takeUnheard({ unheard }: PeerState, [origin, task, hops]: Hop): PeerState['unheard'][number] | undefined {
  const index = unheard.findIndex(({ find }) => find.origin === origin && find.task === task && find.hops === hops);
  return index < 0 ? undefined : unheard.splice(index, 1)[0];
}

import { type Core, nodeAt, plan, write } from './core.ts';
import { type Job, type Message, Place } from './message.ts';
import { EventKind } from './schedule.ts';
import { type Micros, micros, type NodeId } from './units.ts';
import type { Reason } from './vocabulary.ts';
import { LogType } from './vocabulary.ts';

/** Rule 5: a message becomes a job, unless every place is taken. */
export function enqueue(core: Core, node: NodeId, message: Message, serviceTime: Micros): boolean {
  const worker = nodeAt(core, node);
  const inSystem = worker.queue.length + worker.working.length;
  if (worker.spec.places !== null && inSystem >= worker.spec.places) {
    refuse(core, message, 'queue-full');
    return false;
  }
  if (!(serviceTime >= 0)) throw new RangeError(`a job of ${serviceTime} µs`);
  const job: Job = { message, serviceTime: micros(serviceTime), queuedAt: core.now, startedAt: -1 };
  worker.queue.push(job);
  write(core, LogType.queued, node, message.from, message.kind, inSystem + 1, message.id);
  if (worker.working.length < worker.spec.workers) startNext(core, node);
  return true;
}

/** Changes a delivered message's fate to refused (rule 6). */
export function refuse(core: Core, message: Message, reason: Reason): void {
  if (message.place !== Place.delivered) throw new Error(`message ${message.id} can't be refused any more`);
  message.place = Place.refused;
  write(core, LogType.refused, message.to, message.from, message.kind, message.bytes, message.id, reason);
}

/** A worker has finished: the protocol hears of it, and the next job starts. */
export function serviceEnds(core: Core, node: NodeId, messageId: number, epoch: number): void {
  const worker = nodeAt(core, node);
  if (worker.epoch !== epoch) return;
  const index = worker.working.findIndex((job) => job.message.id === messageId);
  const job = worker.working[index];
  if (job === undefined) throw new Error(`job ${messageId} ended at node ${node} without having begun`);
  worker.working.splice(index, 1);
  write(core, LogType.served, node, job.message.from, job.message.kind, core.now - job.queuedAt, messageId);
  core.protocol.served?.(core.net, node, core.states[node], job);
  startNext(core, node);
}

/** Removes waiting jobs that match; returns how many. */
export function dropJobs(core: Core, node: NodeId, reason: Reason, matches: (job: Job) => boolean): number {
  const { queue } = nodeAt(core, node);
  const dropped = queue.filter(matches);
  for (const job of dropped) {
    queue.splice(queue.indexOf(job), 1);
    writeDropped(core, node, job, reason, 0);
  }
  return dropped.length;
}

/** A fallen node forgets its work. */
export function emptyWork(core: Core, node: NodeId, reason: Reason): void {
  const fallen = nodeAt(core, node);
  for (const job of fallen.working.splice(0)) writeDropped(core, node, job, reason, 1);
  for (const job of fallen.queue.splice(0)) writeDropped(core, node, job, reason, 0);
}

function startNext(core: Core, node: NodeId): void {
  const worker = nodeAt(core, node);
  while (worker.up && worker.queue.length > 0 && worker.working.length < worker.spec.workers) {
    const index = nextIndex(core, node);
    const job = worker.queue[index];
    if (job === undefined) throw new RangeError(`node ${node} picked a job that does not wait`);
    worker.queue.splice(index, 1);
    job.startedAt = core.now;
    worker.working.push(job);
    write(core, LogType.started, node, job.message.from, job.message.kind, core.now - job.queuedAt, job.message.id);
    const ends = (core.now + job.serviceTime) as Micros;
    plan(core, ends, EventKind.serviceEnds, node, job.message.id, worker.epoch);
  }
}

function nextIndex(core: Core, node: NodeId): number {
  const { queue } = nodeAt(core, node);
  if (core.protocol.pick === undefined || queue.length === 1) return 0;
  return core.protocol.pick(core.net, node, core.states[node], queue);
}

function writeDropped(core: Core, node: NodeId, job: Job, reason: Reason, begun: number): void {
  write(core, LogType.dropped, node, job.message.from, job.message.kind, begun, job.message.id, reason);
}

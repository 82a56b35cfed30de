import {
  type Action,
  type Json,
  type Message,
  type Net,
  type NodeId,
  type Refusal,
  type Said,
  seconds,
} from '../../../sim/index.ts';
import { recordsParams } from '../params.ts';
import { beginTask, finishTask, makeTask, nextTaskIn, noTasks, note, putBack, type Tasks } from '../tasks.ts';
import { type Answer, DATABASE, Kind, type Query } from './wire.ts';

const Timer = { task: 0, timeout: 1, thief: 2 } as const;
/** Stands for a thief's requests where a task's number is. */
const STOLEN = 0;
/** A thief with somebody's badge looks up a record so often. */
const THEFT_EVERY = seconds(1.2);
/** A revoked copy opens nothing: the thief needs so long to copy the owner's new badge. */
const COPIES_AGAIN = seconds(12);

export interface ClientState {
  readonly type: 'client';
  readonly tasks: Tasks;
  silent: boolean;
  badgeRefused: boolean;
  /** Which copy of this badge the thief has, from 1, and whether it was refused. */
  copy: number;
  copyRefused: boolean;
  recent: readonly Said[];
}

export function newClient(): ClientState {
  return {
    type: 'client',
    tasks: noTasks(),
    silent: false,
    badgeRefused: false,
    copy: 1,
    copyRefused: false,
    recent: [],
  };
}

export function wake(net: Net, self: NodeId, state: ClientState): void {
  for (const { task } of [...state.tasks.asked]) putBack(net, self, state.tasks, task.number, 'sender-down');
  net.after(self, nextTaskIn(net, self), Timer.task);
  if (net.hasTrait(self, 'breached')) robbed(net, self);
}

/** Somebody has a copy of this machine's badge and uses it from now on. */
export function robbed(net: Net, self: NodeId): void {
  net.after(self, THEFT_EVERY, Timer.thief);
}

export function clientAction(net: Net, self: NodeId, state: ClientState, action: Action): Refusal | undefined {
  switch (action.type) {
    case 'ask': {
      const task = beginTask(state.tasks, action.task);
      if (task === undefined) return { code: 'no-task', said: { key: 'records.refusal.no-task' } };
      query(net, self, { task: task.number, record: task.record, change: task.change, copy: 0 });
      net.after(self, seconds(recordsParams(net.plan.params).timeout), Timer.timeout, task.number);
      return undefined;
    }
    case 'badge':
      if (!state.badgeRefused) return { code: 'badge-fine', said: { key: 'records.refusal.badge-fine' } };
      state.badgeRefused = false;
      note(state, 'badge-shown');
      return undefined;
    default:
      return { code: 'wrong-role', said: { key: 'records.refusal.wrong-role' } };
  }
}

export function clientAutopilot(state: ClientState): Action | undefined {
  if (state.badgeRefused) return { type: 'badge' };
  const [task] = state.tasks.open;
  return task && { type: 'ask', task: task.number };
}

export function clientMessage(net: Net, self: NodeId, state: ClientState, message: Message): void {
  const answer = message.body as unknown as Answer;
  if (answer.task === STOLEN) {
    state.copyRefused ||= answer.why === 'no-badge';
    return;
  }
  state.silent = false;
  if (answer.why === 'ok') {
    const task = finishTask(net, self, state.tasks, answer.task, DATABASE);
    if (task !== undefined) note(state, task.change ? 'changed' : 'found', { record: task.record });
    return;
  }
  if (answer.why === 'no-badge') state.badgeRefused = true;
  const reason = answer.why === 'busy' ? 'queue-full' : 'not-allowed';
  if (putBack(net, self, state.tasks, answer.task, reason) !== undefined) note(state, `answer.${answer.why}`);
}

export function clientTimer(net: Net, self: NodeId, state: ClientState, timer: number, arg: Json): void {
  switch (timer) {
    case Timer.task:
      if (makeTask(net, self, state.tasks)) net.after(self, nextTaskIn(net, self), Timer.task);
      return;
    case Timer.timeout:
      if (putBack(net, self, state.tasks, Number(arg), 'timeout') === undefined) return;
      state.silent = true;
      note(state, 'timeout');
      return;
    default:
      return steal(net, self, state);
  }
}

function steal(net: Net, self: NodeId, state: ClientState): void {
  if (!net.hasTrait(self, 'breached')) return;
  const record = net.random('thief', self).below(recordsParams(net.plan.params).records);
  if (state.copyRefused) {
    state.copyRefused = false;
    state.copy++;
    net.after(self, COPIES_AGAIN, Timer.thief);
    return;
  }
  query(net, self, { task: STOLEN, record, change: false, copy: state.copy });
  robbed(net, self);
}

function query(net: Net, self: NodeId, body: Query): void {
  const { recordBytes, controlBytes } = recordsParams(net.plan.params);
  net.send(self, DATABASE, Kind.query, body.change ? recordBytes : controlBytes, body as unknown as Json);
}

import { type Micros, type Net, type NodeId, type Reason, type Said, seconds } from '../../sim/index.ts';
import { namingOf, remember } from '../naming.ts';
import { recordsParams } from './params.ts';

/** Something that a person has to look up or change: the `number`th task of this machine. */
export interface Task {
  readonly number: number;
  readonly record: number;
  readonly change: boolean;
  readonly since: number;
}

/** A person's tasks: plain JSON, a part of the machine's state. */
export interface Tasks {
  made: number;
  finished: number;
  readonly open: Task[];
  /** Asked for, and not answered yet. */
  readonly asked: { readonly task: Task; tries: number }[];
  /** The newest version of each record that this machine has seen. */
  readonly seen: Record<string, number>;
}

const MOST_OPEN = 4;
/** Nobody gets tasks faster than this, µs. */
const SHORTEST = 1000;

export function noTasks(): Tasks {
  return { made: 0, finished: 0, open: [], asked: [], seen: {} };
}

/** µs until the next task; a flash crowd makes people busier. */
export function nextTaskIn(net: Net, self: NodeId): Micros {
  const { think } = recordsParams(net.plan.params);
  return Math.max(SHORTEST, seconds(net.random('task', self).exponential(think) / net.load)) as Micros;
}

/** A new task, unless all are made or the list is full; true while more will come. */
export function makeTask(net: Net, self: NodeId, tasks: Tasks): boolean {
  const { tasks: quota, records, changes } = recordsParams(net.plan.params);
  if (tasks.made < quota && tasks.open.length < MOST_OPEN) {
    tasks.made++;
    const random = net.random('task', self);
    const task: Task = {
      number: tasks.made,
      record: random.below(records),
      change: random.chance(changes),
      since: net.now,
    };
    tasks.open.push(task);
    net.fact('asked', self, -1, task.number);
  }
  return tasks.made < quota;
}

/** Takes an open task: from now on it waits for an answer. */
export function beginTask(tasks: Tasks, number: unknown): Task | undefined {
  const index = tasks.open.findIndex((task) => task.number === number);
  const [task] = index < 0 ? [] : tasks.open.splice(index, 1);
  if (task !== undefined) tasks.asked.push({ task, tries: 1 });
  return task;
}

/** The answer is here. A second one for the same task says nothing new. */
export function finishTask(net: Net, self: NodeId, tasks: Tasks, number: number, giver: NodeId): Task | undefined {
  const index = tasks.asked.findIndex(({ task }) => task.number === number);
  const [asked] = index < 0 ? [] : tasks.asked.splice(index, 1);
  if (asked === undefined) return undefined;
  tasks.finished++;
  net.fact('got', self, giver, number, net.now - asked.task.since);
  if (tasks.finished === recordsParams(net.plan.params).tasks) net.fact('done', self);
  return asked.task;
}

/** No answer, or a refusal: the task is to be done again. */
export function putBack(net: Net, self: NodeId, tasks: Tasks, number: number, reason: Reason): Task | undefined {
  const index = tasks.asked.findIndex(({ task }) => task.number === number);
  const [asked] = index < 0 ? [] : tasks.asked.splice(index, 1);
  if (asked === undefined) return undefined;
  tasks.open.unshift(asked.task);
  net.fact('failed', self, -1, number, asked.tries, reason);
  return asked.task;
}

/** Something happened on this machine: `happened.<key>` in the service's words. */
export function note(state: { recent: readonly Said[] }, key: string, args?: Said['args']): void {
  remember(state, namingOf('records').said(`happened.${key}`, args));
}

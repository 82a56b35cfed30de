import { type Micros, micros, type NodeId, type Reason, type Refusal } from '../../sim/index.ts';
import { type Self, type SelfSight, timer, whole } from '../kit/index.ts';
import type { Settings } from './settings.ts';
import { no } from './texts.ts';

/** Timers that every worker knows: the next task comes up; the answer for this one should be here. */
export const TASK_TIMERS = { task: timer(), timeout: timer<number>() } as const;
/** Fields of a verb about one task. */
export const A_TASK = { task: whole } as const;

/** Something that a person has to look up or change: the `number`th task of this machine. `since`: µs. */
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

interface Working {
  readonly tasks: Tasks;
}
type Worker = Self<Settings, Working>;
export type WorkerSight = SelfSight<Settings, Working>;

const MOST_OPEN = 4;
/** Nobody gets tasks faster than this, µs. */
const SHORTEST = 1000;

export function noTasks(): Tasks {
  return { made: 0, finished: 0, open: [], asked: [], seen: {} };
}

/** µs until the next task; a flash crowd makes people busier. */
export function nextTaskIn(me: Worker): Micros {
  return Math.max(SHORTEST, micros(me.random('task').exponential(me.settings.think) / me.load)) as Micros;
}

/** A new task, unless all are made or the list is full; true while more will come. */
export function makeTask(me: Worker): boolean {
  const { tasks: quota, records, changes } = me.settings;
  const { tasks } = me.state;
  if (tasks.made < quota && tasks.open.length < MOST_OPEN) {
    tasks.made++;
    const random = me.random('task');
    const record = random.below(records);
    const change = random.chance(changes);
    tasks.open.push({ number: tasks.made, record, change, since: me.now });
    me.fact('asked', -1, tasks.made);
  }
  return tasks.made < quota;
}

export function whyNotAsk({ state }: WorkerSight, { task: number }: { readonly task: number }): Refusal | undefined {
  return state.tasks.open.some((task) => task.number === number) ? undefined : no('no-task');
}

/** Takes an open task: from now on it waits for an answer. */
export function beginTask({ open, asked }: Tasks, number: number): Task {
  const index = open.findIndex((task) => task.number === number);
  const [task] = index < 0 ? [] : open.splice(index, 1);
  if (task === undefined) throw new Error(`there is no open task ${number}`);
  asked.push({ task, tries: 1 });
  return task;
}

/** The answer is here. A second one for the same task says nothing new. */
export function finishTask(me: Worker, number: number, giver: NodeId): Task | undefined {
  const { tasks } = me.state;
  const asked = takeAsked(tasks, number);
  if (asked === undefined) return undefined;
  tasks.finished++;
  me.fact('got', giver, number, me.now - asked.task.since);
  if (tasks.finished === me.settings.tasks) me.fact('done');
  return asked.task;
}

/** No answer, or a refusal: the task is to be done again. */
export function putBack(me: Worker, number: number, reason: Reason): Task | undefined {
  const { tasks } = me.state;
  const asked = takeAsked(tasks, number);
  if (asked === undefined) return undefined;
  tasks.open.unshift(asked.task);
  me.fact('failed', -1, number, asked.tries, reason);
  return asked.task;
}

/** The machine was down: whatever was under way has come to nothing. */
export function putAllBack(me: Worker): void {
  for (const { task } of [...me.state.tasks.asked]) putBack(me, task.number, 'sender-down');
}

/** How much of what its person has to do is done. */
export function progressOf({ settings, state: { tasks } }: WorkerSight): number {
  return tasks.finished / settings.tasks;
}

function takeAsked({ asked }: Tasks, number: number): Tasks['asked'][number] | undefined {
  const index = asked.findIndex(({ task }) => task.number === number);
  return index < 0 ? undefined : asked.splice(index, 1)[0];
}

import type { RoleView } from '../kit/index.ts';
import type { WorkerSight } from './tasks.ts';
import { said } from './texts.ts';

export function jobOf({ settings, state: { tasks } }: WorkerSight): RoleView['job'] {
  const { finished: done } = tasks;
  return { label: said('job', { done, total: settings.tasks }), done, total: settings.tasks };
}

export function restingStatus({ settings, state: { tasks } }: WorkerSight): Pick<RoleView, 'status' | 'mood'> {
  const n = tasks.asked.length;
  if (n > 0) return { status: said('status.waiting', { n }), mood: 'waiting' };
  const [task] = tasks.open;
  if (task !== undefined) return { status: said('status.ready', { record: task.record }), mood: 'good' };
  return { status: said(tasks.finished >= settings.tasks ? 'status.done' : 'status.idle'), mood: 'good' };
}

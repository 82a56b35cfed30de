import type { RoleView } from '../kit/index.ts';
import type { WriterSight } from './desk.ts';
import { said } from './texts.ts';

export function jobOf({ settings, state: { desk } }: WriterSight): RoleView['job'] {
  const total = settings.letters;
  const done = Math.min(total, desk.got.length);
  return { label: said('job', { done, total }), done, total };
}

export function restingStatus({ settings, state: { desk } }: WriterSight): Pick<RoleView, 'status' | 'mood'> {
  const [first] = desk.drafts;
  if (first !== undefined) return { status: said('status.ready', { whom: first.to }), mood: 'good' };
  return { status: said(desk.got.length >= settings.letters ? 'status.done' : 'status.idle'), mood: 'good' };
}

import type { RoleView } from '../kit/index.ts';
import { said } from './texts.ts';
import type { PainterSight } from './wishes.ts';

export function jobOf({ settings, state }: PainterSight): RoleView['job'] {
  const [done, total] = [state.wishes.saved, settings.strokes];
  return { label: said('job', { done, total }), done, total };
}

export function restingStatus({ settings, state }: PainterSight): Pick<RoleView, 'status' | 'mood'> {
  if (state.wishes.open.length > 0) return { status: said('status.ready'), mood: 'good' };
  return { status: said(state.wishes.saved >= settings.strokes ? 'status.done' : 'status.idle'), mood: 'good' };
}

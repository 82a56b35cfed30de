import type { RoleView } from '../kit/index.ts';
import { said } from './texts.ts';
import type { SpeakerSight } from './turns.ts';

export function jobOf({ settings, state }: SpeakerSight): RoleView['job'] {
  const [done, total] = [state.turns.clear, settings.turns];
  return { label: said('job', { done, total }), done, total };
}

export function restingStatus({ settings, state: { turns } }: SpeakerSight): Pick<RoleView, 'status' | 'mood'> {
  if (turns.turn !== null) return { status: said('status.speaking'), mood: 'good' };
  if (turns.open.length > 0) return { status: said('status.ready'), mood: 'waiting' };
  return { status: said(turns.clear >= settings.turns ? 'status.done' : 'status.idle'), mood: 'good' };
}

import type { RoleView } from '../kit/index.ts';
import { pageName, type ReaderSight, type Want } from './reading.ts';
import { said } from './texts.ts';

export function jobOf({ settings, state }: ReaderSight): RoleView['job'] {
  return { label: said('job.read'), done: Math.min(state.reading.got, settings.quota), total: settings.quota };
}

/** The want that a person would turn to first: tries that failed, then what is not yet asked for, then the longest wait. */
export function mostUrgent({ state }: ReaderSight): Want | undefined {
  const rank = { again: 0, wanted: 1, waiting: 2 };
  return [...state.reading.wants].sort((a, b) => rank[a.stage] - rank[b.stage] || a.since - b.since)[0];
}

/** One sentence on what a reader's wants are at. */
export function statusOf(me: ReaderSight): Pick<RoleView, 'status' | 'mood'> {
  if (!me.isUp) return { status: said(`status.${me.role}.down`), mood: 'bad' };
  const want = mostUrgent(me);
  if (want === undefined) return { status: said('status.reading'), mood: 'good' };
  const page = pageName(want);
  switch (want.stage) {
    case 'again':
      return { status: said(`status.again.${want.reason}`, { page }), mood: 'bad' };
    case 'wanted':
      return { status: said('status.wanted', { page }), mood: 'waiting' };
    case 'waiting':
      return { status: said('status.waiting', { n: me.state.reading.wants.length }), mood: 'waiting' };
  }
}

import type { Action, Said } from '../../sim/index.ts';
import type { PlayerView, VerbOffer } from '../contract.ts';
import type { Want } from './reading.ts';

export function say(key: string, args?: { readonly [name: string]: string | number }): Said {
  return args === undefined ? { key } : { key, args };
}

/** A button; `blocked` says why it can't be used now. */
export function offer(
  id: string,
  words: string,
  args: { readonly [name: string]: string | number },
  action: Action,
  blocked?: Said,
): VerbOffer {
  const button = { id, label: say(`verb.${words}`, args), effect: say(`effect.${words}`, args), action };
  return blocked === undefined ? button : { ...button, blocked };
}

/** A button that has nothing to act on just now. */
export function idleOffer(id: string, words: string, why: string): VerbOffer {
  return {
    id,
    label: say(`verb.${words}.idle`),
    effect: say(`effect.${words}.idle`),
    action: { type: id },
    blocked: say(`blocked.${why}`),
  };
}

/** What a page's number is called: people count from 1. */
export function pageName(want: { readonly page: number }): number {
  return want.page + 1;
}

/** The want that a person would turn to first: tries that failed, then what is not yet asked for, then the longest wait. */
export function mostUrgent(wants: readonly Want[]): Want | undefined {
  const rank = { again: 0, wanted: 1, waiting: 2 };
  return [...wants].sort((a, b) => rank[a.stage] - rank[b.stage] || a.since - b.since)[0];
}

/** One sentence on what a reader's wants are at. */
export function readingStatus(wants: readonly Want[]): Pick<PlayerView, 'status' | 'mood'> {
  const want = mostUrgent(wants);
  if (want === undefined) return { status: say('status.reading'), mood: 'good' };
  const page = pageName(want);
  switch (want.stage) {
    case 'again':
      return { status: say(`status.again.${want.reason}`, { page }), mood: 'bad' };
    case 'wanted':
      return { status: say('status.wanted', { page }), mood: 'waiting' };
    case 'waiting':
      return { status: say('status.waiting', { n: wants.length }), mood: 'waiting' };
  }
}

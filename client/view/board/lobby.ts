import type { SeatLine } from '../../../shared/protocol/views.ts';

/** How the marks of those who joined are shown: the fewer, the larger. */
export interface Crowd {
  readonly size: 'large' | 'middle' | 'small';
  readonly shown: readonly SeatLine[];
  readonly more: number;
}

const LARGE = 20;
const MIDDLE = 48;
const SMALL = 80;

/** The newest come last; of very many the newest are shown, so that everybody sees themselves pop in. */
export function crowdOf(roster: readonly SeatLine[]): Crowd {
  if (roster.length <= LARGE) return { size: 'large', shown: roster, more: 0 };
  if (roster.length <= MIDDLE) return { size: 'middle', shown: roster, more: 0 };
  const shown = roster.slice(-SMALL);
  return { size: 'small', shown, more: roster.length - shown.length };
}

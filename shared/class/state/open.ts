import type { LessonPlan } from '../../scenarios/scenario.ts';
import { type ClassEvent, JOURNAL_VERSION } from './events.ts';

export interface NewClass {
  readonly code: string;
  readonly title: string;
  readonly lesson: LessonPlan;
  /** Decides everything that is left to chance, in the runs too, but for what `secret` does. */
  readonly seed: number;
  /** Decides who has a hidden role: 32 hexadecimal digits. Whoever watches a class can find out its seed, and nothing of this. */
  readonly secret: string;
  /** Most seats, 300 unless told. */
  readonly limit?: number;
}

/** The first events of a journal. */
export function openClass(
  { code, title, lesson, seed, secret, limit = 300 }: NewClass,
  at: number,
): readonly ClassEvent[] {
  return [{ type: 'opened', version: JOURNAL_VERSION, code, title, lesson, seed, secret, limit, at }];
}

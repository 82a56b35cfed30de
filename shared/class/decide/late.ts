import { type ClassRead, stepOf } from '../state/state.ts';
import { refuse } from '../words/refusals.ts';
import type { Decision } from './decision.ts';

/** The "no" to a command that was given in another phase than the one that is on, or null for one that is in time. */
export function comesLate(state: ClassRead, epoch: number): Decision | null {
  return epoch === state.epoch ? null : refuse('moved-on', { phase: stepOf(state).phase });
}

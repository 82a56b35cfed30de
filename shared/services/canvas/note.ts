import type { Said } from '../../sim/index.ts';

/** Keeps the last three things that happened, newest first. */
export function note(state: { recent: readonly Said[] }, said: Said): void {
  state.recent = [said, ...state.recent].slice(0, 3);
}

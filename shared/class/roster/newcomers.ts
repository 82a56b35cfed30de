import type { ClassRead, SeatRead } from '../state/state.ts';

/** As long (ms of class time) somebody counts as newcomer. */
const NEW_MS = 60_000;
/** A seat that nobody has taken for so long (ms of class time) gives way to somebody who comes, where there is no other. */
const PROMISED_MS = 5_000;

/** Seats of the last minute. */
export function newcomers(state: ClassRead, at: number): readonly SeatRead[] {
  return [...state.seats.values()].filter(({ joinedAt }) => joinedAt >= at - NEW_MS);
}

/** The seat that gives way to a newcomer in a full class: the one that was promised first and that nobody came for; undefined without one. */
export function givesWay(state: ClassRead, at: number): SeatRead | undefined {
  return [...state.seats.values()].find(({ claimed, joinedAt }) => !claimed && joinedAt <= at - PROMISED_MS);
}

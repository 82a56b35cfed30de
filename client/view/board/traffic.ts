import type { Departure, Mishap } from './source.ts';

/** One message on its way: times in µs of the run, nodes by index. Mishap times are -1 while nothing went wrong. */
export interface Flight {
  readonly message: number;
  readonly from: number;
  readonly to: number;
  readonly kind: number;
  readonly departed: number;
  readonly arrives: number;
  lostAt: number;
  refusedAt: number;
  /** Index in REASONS of a mishap. */
  reason: number;
}

/** The messages that are under way or have just ended, oldest first. Grows with departures and shrinks with `forget`. */
export interface Traffic {
  flights: Flight[];
  readonly byMessage: Map<number, Flight>;
}

/** How long (µs) after its end a message is still drawn: its landing, breaking or bouncing. */
export const AFTERGLOW = 700_000;

export function newTraffic(): Traffic {
  return { flights: [], byMessage: new Map() };
}

export function depart(traffic: Traffic, departures: readonly Departure[]): void {
  for (const [message, from, to, kind, departed, arrives] of departures) {
    if (traffic.byMessage.has(message)) continue;
    const flight = { message, from, to, kind, departed, arrives, lostAt: -1, refusedAt: -1, reason: 0 };
    traffic.flights.push(flight);
    traffic.byMessage.set(message, flight);
  }
}

/** A mishap of a message that is no longer known is past, and tells nothing. */
export function mishap(traffic: Traffic, mishaps: readonly Mishap[]): void {
  for (const [message, time, fate, reason] of mishaps) {
    const flight = traffic.byMessage.get(message);
    if (flight === undefined) continue;
    if (fate === 0) flight.lostAt = time;
    else flight.refusedAt = time;
    flight.reason = reason;
  }
}

/** When the message's own way ends (µs): lost, refused or landed. */
export function endOf(flight: Flight): number {
  if (flight.lostAt >= 0) return flight.lostAt;
  return Math.max(flight.arrives, flight.refusedAt);
}

/** Forgets what was over before run time `t` (µs). */
export function forget(traffic: Traffic, t: number): void {
  const kept: Flight[] = [];
  for (const flight of traffic.flights) {
    if (endOf(flight) + AFTERGLOW >= t) kept.push(flight);
    else traffic.byMessage.delete(flight.message);
  }
  traffic.flights = kept;
}

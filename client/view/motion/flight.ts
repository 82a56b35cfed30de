import type { Flight } from '../board/traffic.ts';

/** What a message does at a moment: on its way, or ended a moment ago in one of three ways. */
export type Stage = 'unseen' | 'flying' | 'landed' | 'broken' | 'bouncing' | 'over';

/** A message at one moment. Reused from message to message, because two thousand are looked at in every picture. */
export interface Moment {
  stage: Stage;
  /** How much of its way lies behind it, 0 to 1. */
  share: number;
  /** 0 to 1. */
  alpha: number;
  /** Of a message that ended: how much of its last effect is over, 0 to 1. */
  age: number;
}

const FADE_IN = 150_000;
/** How long (µs) a landing pulses, a lost message breaks apart, a refused one bounces. None is longer than AFTERGLOW. */
const LANDING = 380_000;
const BREAKING = 650_000;
const BOUNCING = 600_000;
/** How far back on its way a refused message bounces. */
const BOUNCE = 0.22;

export function newMoment(): Moment {
  return { stage: 'unseen', share: 0, alpha: 0, age: 0 };
}

/** Writes into `out` how a message looks at run time `t` (µs): a function of time alone, so that pause, replay and scrubbing are free. */
export function momentOf(flight: Flight, t: number, out: Moment): Moment {
  if (t < flight.departed) return set(out, 'unseen', 0, 0, 0);
  if (flight.lostAt >= 0 && t >= flight.lostAt) return broken(flight, t, out);
  if (flight.refusedAt >= 0 && t >= flight.refusedAt) return bouncing(flight, t, out);
  if (t <= flight.arrives || flight.refusedAt >= 0) return flying(flight, t, out);
  const age = (t - flight.arrives) / LANDING;
  return age < 1 ? set(out, 'landed', 1, 1 - age, age) : set(out, 'over', 1, 0, 1);
}

function flying(flight: Flight, t: number, out: Moment): Moment {
  const fade = Math.min(FADE_IN, (flight.arrives - flight.departed) / 4);
  const alpha = fade <= 0 ? 1 : Math.min(1, 0.15 + (t - flight.departed) / fade);
  return set(out, 'flying', shareAt(flight, t), alpha, 0);
}

function broken(flight: Flight, t: number, out: Moment): Moment {
  const age = (t - flight.lostAt) / BREAKING;
  const share = shareAt(flight, flight.lostAt);
  return age < 1 ? set(out, 'broken', share, 1 - age, age) : set(out, 'over', share, 0, 1);
}

function bouncing(flight: Flight, t: number, out: Moment): Moment {
  const age = (t - flight.refusedAt) / BOUNCING;
  const from = shareAt(flight, flight.refusedAt);
  const back = BOUNCE * Math.min(from, 1 - (1 - Math.min(age, 1)) ** 2);
  return age < 1 ? set(out, 'bouncing', from - back, 1 - age * age, age) : set(out, 'over', from - back, 0, 1);
}

/** Share of the way at run time `t`: 0 at departure, 1 at arrival. */
export function shareAt(flight: Flight, t: number): number {
  const whole = flight.arrives - flight.departed;
  if (whole <= 0) return t < flight.departed ? 0 : 1;
  return Math.max(0, Math.min(1, (t - flight.departed) / whole));
}

function set(out: Moment, stage: Stage, share: number, alpha: number, age: number): Moment {
  out.stage = stage;
  out.share = share;
  out.alpha = alpha;
  out.age = age;
  return out;
}

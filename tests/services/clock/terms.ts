import * as kit from '../../../shared/services/kit/index.ts';
import type { Micros, NodeId, Plan, Said } from '../../../shared/sim/index.ts';

export const SETTINGS = kit.settingsTable({
  readings: kit.count('Times that each machine sets its clock', 'times', [1, 8, 1000]),
  think: kit.meanTime('Time between two wishes to set it', [0, 3, 60]),
  off: kit.duration('How far a clock can be off at the start, at most', [0, 30, 3600]),
  bytes: kit.count('Size of a question or an answer', 'bytes', [0, 60, 10_000]),
  up: kit.linkRate('Uplink of every machine', [0, 2000, 1e9]),
  latency: kit.latency('Delay between two machines', [0, 80, 5000]),
  timeout: kit.duration('How long a question waits for its answer', [0.1, 3, 60]),
});

/** @param share how much of the difference is taken over; @param whom is asked next, by one's number and how often one was set */
export function settingsOf({ params }: Plan, share: number, whom: (self: NodeId, set: number) => number) {
  return { ...SETTINGS.read(params), share, whom };
}
type Settings = ReturnType<typeof settingsOf>;

const kind = kit.kindFor<Settings>();
export const TABLES = {
  service: 'clock',
  kinds: {
    question: kind('request', 'ring', 'ink', ({ bytes }) => bytes),
    /** What the clock of the one who answers shows, µs. */
    answer: kind<number>('useful', 'disc', 'sky', ({ bytes }) => bytes),
  },
  /** `timeout` is set with the time of its question. */
  timers: { wish: kit.timer(), timeout: kit.timer<number>() },
  verbs: { ask: { whom: kit.node }, 'give-up': {} },
} as const;

/** A machine with a clock that is off. Nobody's rules may look at true time: only at what this clock shows. */
export interface State {
  /** How far the clock is ahead, µs. */
  ahead: number;
  /** How often its person wanted it set, and how often it was; since when they wait for it (µs, -1: they don't). */
  wished: number;
  set: number;
  waitsSince: number;
  /** A question under way: who was asked, and when by true time, for the round trip. */
  asked: { readonly whom: NodeId; readonly at: Micros } | null;
  recent: readonly Said[];
}

export type Clock = kit.SideOf<typeof TABLES, Settings, State>;

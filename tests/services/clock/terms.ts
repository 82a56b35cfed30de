import * as kit from '../../../shared/services/kit/index.ts';
import type { Micros, NodeId, Plan, Said } from '../../../shared/sim/index.ts';

/** What a class can set; the middle value counts where a scenario says nothing. */
export const SETTINGS = kit.settingsTable({
  readings: kit.count('Times that each machine sets its clock', 'times', [1, 8, 1000]),
  think: kit.meanTime('Time until its person wants it set again', [0, 3, 60]),
  off: kit.duration('How far a clock can be off at the start, at most', [0, 30, 3600]),
  bytes: kit.count('Size of a question or an answer', 'bytes', [0, 60, 10_000]),
  up: kit.linkRate('Uplink of every machine', [0, 2000, 1e9]),
  latency: kit.latency('Delay between two machines', [0, 80, 5000]),
});

/** And what follows for a plan: how much of a difference is taken over, and who is asked by a machine that was set so often. */
export function settingsOf({ params, nodes, architecture }: Plan) {
  const isHub = architecture === 'client-server';
  const whom = (self: NodeId, set: number) => (isHub ? 0 : (self + 1 + (set % (nodes - 1))) % nodes) as NodeId;
  return { ...SETTINGS.read(params), share: isHub ? 1 : 0.5, whom };
}
type Settings = ReturnType<typeof settingsOf>;

/** What the clock of the one who answers shows, µs, and when it was asked. */
export type Answer = readonly [shown: number, asked: Micros];

const kind = kit.kindFor<Settings>();
export const TABLES = {
  service: 'clock',
  kinds: {
    question: kind<Micros>('request', 'ring', 'ink', ({ bytes }) => bytes),
    answer: kind<Answer>('useful', 'disc', 'sky', ({ bytes }) => bytes),
  },
  timers: { wish: kit.timer() },
  verbs: { ask: { whom: kit.node } },
} as const;

/** How far a machine's clock is ahead, how often it was set, and since when its person waits for it to be set (-1: not now). Times in µs. */
export interface State {
  ahead: number;
  set: number;
  waitsSince: number;
  recent: readonly Said[];
}
export type Clock = kit.SideOf<typeof TABLES, Settings, State>;

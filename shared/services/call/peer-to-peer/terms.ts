import type { NodeId, Said } from '../../../sim/index.ts';
import { kindFor, node, type SideOf, timer } from '../../kit/index.ts';
import type { HeardTurns } from '../quality.ts';
import { frameBytes, type Settings } from '../settings.ts';
import type { Sound, Turns } from '../turns.ts';

/** Everything between two callers: who sent it, for whom. A friend between them passes it on unread. */
export interface Envelope<Content> {
  readonly from: NodeId;
  readonly dest: NodeId;
  readonly content: Content;
}

/** How a friend's turn was heard. */
export interface Report {
  readonly topic: number;
  readonly score: number;
}

/** Who can't reach whom. */
export interface Pair {
  readonly who: NodeId;
  readonly whom: NodeId;
}

const kind = kindFor<Settings>();

export const TABLES = {
  service: 'call',
  kinds: {
    media: kind<Envelope<Sound>>('useful', 'bars', 'teal', (settings, { content }) =>
      frameBytes(settings, content.low),
    ),
    report: kind<Envelope<Report>>('control', 'dot', 'sky', ({ controlBytes }) => controlBytes),
    ask: kind<Pair>('control', 'ring', 'yellow', ({ controlBytes }) => controlBytes),
    agree: kind<{ readonly whom: NodeId }>('control', 'disc', 'yellow', ({ controlBytes }) => controlBytes),
  },
  /** `played` is set with the key of a turn, `settle` with a topic's number. */
  timers: { topic: timer(), frame: timer(), played: timer<string>(), settle: timer<number>() },
  verbs: {
    speak: {},
    lower: { whom: node },
    raise: { whom: node },
    relay: { who: node, whom: node },
    route: { whom: node, via: node },
  },
} as const;

export interface PeerState {
  readonly turns: Turns;
  readonly heardTurns: HeardTurns;
  /** Friends that get low quality. */
  readonly lowTo: NodeId[];
  /** friend -> the friend that carries what goes there; and whom I have asked to. */
  readonly routes: Record<string, NodeId>;
  readonly asking: Record<string, NodeId>;
  readonly asked: Pair[];
  /** Pairs that I carry for. */
  readonly carries: string[];
  /** Turns in a row that a friend did not report on, or reported as unclear. */
  readonly silent: Record<string, number>;
  readonly unclear: Record<string, number>;
  recent: readonly Said[];
}

export type PeerSide = SideOf<typeof TABLES, Settings, PeerState>;

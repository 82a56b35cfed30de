import type { Measure } from '../measures/contract.ts';
import type { KindLook, PlayerView } from '../services/contract.ts';
import type { Architecture, Reason, Said } from '../sim/index.ts';
import type { Prediction } from './commands.ts';

export const PHASES = ['lobby', 'brief', 'predict', 'play', 'reveal', 'compare', 'end'] as const;
export type Phase = (typeof PHASES)[number];

/** A student's sign: told apart by shape, colour and initials together. */
export interface Avatar {
  readonly shape: number;
  readonly colour: number;
  readonly initials: string;
}

export type Mood = 'good' | 'bad' | 'neutral';

export interface Meter {
  readonly label: Said;
  readonly value: number;
  readonly unit: 'count' | 'share' | 'seconds';
  readonly of?: number;
}

export interface BriefView {
  readonly title: string;
  /** Two sentences. */
  readonly story: string;
  readonly lookFor: string;
  readonly question: string;
  readonly discuss: readonly string[];
  readonly trouble: readonly Said[];
}

/** One student on the roster; for the board and the instructor. */
export interface SeatLine {
  readonly seat: string;
  readonly name: string;
  readonly mark: Avatar;
  readonly connected: boolean;
  readonly acted: boolean;
  /** Index of its machine in the run, -1 without one. */
  readonly node: number;
  readonly role: string | null;
}

/** What a student's own screen gets besides the public view. */
export interface SeatView {
  readonly seat: string;
  /** Opens the seat on another device; null when it has none yet. */
  readonly code: string | null;
  readonly name: string;
  readonly mark: Avatar;
  readonly node: number;
  readonly role: { readonly id: string; readonly name: Said; readonly brief: Said } | null;
  /** Told to this student alone: a hidden role. */
  readonly secret: Said | null;
  /** The highest number of a deed that was taken from this seat: the next one's must be higher. */
  readonly taken: number;
  readonly points: number;
  readonly prediction: Prediction | null;
  readonly vote: Architecture | 'same' | null;
  /** Why the own machine is down; null while it is up. */
  readonly outage: Said | null;
  /** During play. Names of the nodes that occur in it. */
  readonly play: PlayerView | null;
  readonly names: { readonly [node: number]: { readonly name: string; readonly mark: Avatar } };
  /** 'you', or the autopilot stands in until the next touch. */
  readonly pilot: 'you' | 'autopilot';
  /** Own result in reveal, compare and end: what was good about it. */
  readonly praise: readonly Said[];
}

export interface RunResult {
  readonly architecture: Architecture;
  readonly measures: readonly Measure[];
  /** For the time line: seconds from the start. */
  readonly marks: readonly { readonly at: number; readonly said: Said; readonly mood: Mood }[];
  /** Share of the work done, once a second (0 to 1). */
  readonly progress: readonly number[];
  readonly finished: number;
  readonly of: number;
  readonly seconds: number;
  /** Theory's bound for these links: `seconds` that nobody can beat, and its source; null where there is none. */
  readonly par: { readonly seconds: number; readonly reached: number; readonly source: string } | null;
}

export interface ResultView {
  readonly runs: readonly RunResult[];
  readonly predictions: {
    readonly better: { readonly [choice: string]: number };
    readonly finishMean: number | null;
    readonly votes: { readonly [choice: string]: number };
  };
  /** Who was what in secret, once revealed. */
  readonly revealed: readonly Said[];
  /** End: several kinds of good, never a bottom. */
  readonly podium: readonly {
    readonly title: Said;
    readonly name: string;
    readonly mark: Avatar;
    readonly value: number;
  }[];
}

export interface StressCardView {
  readonly id: string;
  readonly title: string;
  readonly meaning: string;
  readonly params: { readonly [name: string]: number | string | boolean };
  /** Indices of its uses that are active now. */
  readonly active: readonly number[];
  /** ms of class time when the last of them is over; null where none is active, or one lasts until the run or the instructor ends it. */
  readonly endsAt: number | null;
  /** How often the run has it so far, whether it has begun or not. */
  readonly uses: number;
}

/** What the instructor's desk gets besides the public view and the roster. */
export interface DeskView {
  readonly next: Said;
  /** What `back` leads to, and what is asked before it is done, since a run may be lost; null where there is nothing before. */
  readonly back: { readonly said: Said; readonly sure: Said } | null;
  readonly stresses: readonly StressCardView[];
  readonly bots: number;
  /** Machines up to which they may. */
  readonly mostToFill: number;
  readonly onlyOpenedBoards: boolean;
  /** How many joined in the last minute. */
  readonly newcomers: number;
  /** node -> hidden role, never sent to anybody else before the reveal. */
  readonly secrets: readonly { readonly node: number; readonly name: string; readonly trait: string }[];
  readonly lesson: readonly { readonly title: string; readonly service: string; readonly done: boolean }[];
  /** Roles of this round, on both architectures, that a student can be wished to have; the names in the service's words. */
  readonly roles: readonly { readonly id: string; readonly name: Said }[];
}

/** The board's scene: sent whole when a run begins, and not before, or when a board joins. */
export interface SceneView {
  readonly runId: string;
  readonly architecture: Architecture;
  readonly layout: 'star' | 'ring' | 'mesh';
  readonly service: string;
  readonly looks: readonly KindLook[];
  readonly nodes: readonly {
    readonly node: number;
    readonly name: string;
    readonly mark: Avatar | null;
    readonly role: string;
    readonly bot: boolean;
  }[];
}

/** State of one node as it is drawn; only changed ones are sent. */
export interface NodeFrame {
  readonly node: number;
  readonly up: boolean;
  /** Why it is down ('server-down' or 'left'); 'none' while up. */
  readonly reason: Reason;
  /** Run time (µs) when it went down, or -1. */
  readonly since: number;
  readonly progress: number | null;
  readonly queue: number;
  readonly pilot: 'person' | 'autopilot' | 'bot';
  readonly connected: boolean;
  /** Attackers, once revealed. */
  readonly traits: readonly string[];
}

/** [message, from, to, kind, departed µs, arrives µs] */
export type Departure = readonly [number, number, number, number, number, number];
/** [message, run time µs, 0 lost | 1 refused, reason's code] : only those that did not land. */
export type Mishap = readonly [number, number, 0 | 1, number];

/** What changed since the last frame. `t` = run time in µs. */
export interface BoardFrame {
  readonly runId: string;
  readonly t: number;
  readonly nodes: readonly NodeFrame[];
  readonly departures: readonly Departure[];
  readonly mishaps: readonly Mishap[];
  readonly lines: readonly { readonly t: number; readonly said: Said; readonly mood: Mood }[];
  /** Nodes that reached their goal since the last frame. */
  readonly finished: readonly number[];
  /** Has every machine with a goal reached it? The class decides, and boards don't count for themselves. */
  readonly allDone: boolean;
}

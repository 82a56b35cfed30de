import type { Json, Micros, NodeId } from './units.ts';

export const ARCHITECTURES = ['client-server', 'peer-to-peer'] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/** A service's settings, checked and filled up with defaults. */
export type Params = { readonly [name: string]: number | boolean | string };

/** One use of a stress: which, when (seconds from the start), and with what. `params.target` and `params.for` mean the same in all. */
export interface StressUse {
  readonly id: string;
  readonly at: number;
  readonly params: Params;
}

/** All that decides a run but for the inputs (rule 3). Plain JSON. */
export interface Plan {
  readonly service: string;
  readonly architecture: Architecture;
  readonly params: Params;
  /** Machines that people or bots play; the protocol may add infrastructure behind them. */
  readonly nodes: number;
  readonly stresses: readonly StressUse[];
  readonly seed: number;
  /** Words of the stream that draws who has a hidden role, known to nobody who knows the seed; without them the seed draws that too. */
  readonly hidden?: readonly [number, number, number, number];
  readonly durations: { readonly play: number };
  /**
   * Seconds between two actions of the autopilot: on a bot's machine, and on a person's who does nothing. 0 on a bot's machine: it
   * acts whenever something happened there, which theory's ideal machines do.
   */
  readonly pace: { readonly bot: number; readonly person: number };
}

/** What a person, the autopilot or the instructor does to a machine. */
export interface Action {
  readonly type: string;
  readonly [field: string]: Json;
}

/** The only thing that comes into a run from outside (rule 3). node -1: the instructor, whose actions are stresses and pilots. */
export interface Input {
  readonly time: Micros;
  readonly node: NodeId;
  readonly action: Action;
}

/** One machine as the protocol lays it out. */
export interface NodeSpec {
  readonly role: string;
  /** Uplink and downlink in bytes/s; null = unlimited. */
  readonly up: number | null;
  readonly down: number | null;
  /** One-way delay from the node to the middle of the network, µs; a pair's latency is the sum of both. */
  readonly latency: Micros;
  /** How many jobs it works on at once (rule 5). */
  readonly workers: number;
  /** Places in its system, waiting and in work; null = no bound. */
  readonly places: number | null;
  /** Infrastructure that is not up from the start, such as a mirror that can be added. */
  readonly startsDown?: boolean;
}

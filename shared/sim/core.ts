import type { Fifo } from './fifo.ts';
import type { Flags } from './flags.ts';
import type { LogHash } from './hash.ts';
import type { LogReader } from './log.ts';
import type { Job, Message } from './message.ts';
import type { NodeSpec, Plan } from './plan.ts';
import type { Net, Protocol, Stress } from './protocol.ts';
import type { Randomness } from './random.ts';
import type { EventKind, Schedule } from './schedule.ts';
import type { Json, Micros } from './units.ts';
import type { LogType } from './vocabulary.ts';
import { type Reason, reasonCode } from './vocabulary.ts';

/** Everything that one machine is to the engine. */
export interface NodeCore {
  readonly spec: NodeSpec;
  up: boolean;
  /** Why it is down; 'none' while it is up and for what starts down. */
  downFor: Reason;
  /** Counts the node's falls: what was set before a fall is void after it. */
  epoch: number;
  /** Messages that wait for the uplink, oldest first, and the one that is leaving. */
  readonly waiting: Fifo<Message>;
  leaving: Message | null;
  idleAsked: boolean;
  /** When the last byte received so far has used up its share of the downlink. */
  downlinkFree: Micros;
  readonly queue: Job[];
  readonly working: Job[];
  rate: number;
  /** Of its links now: its own and what a stress adds. */
  latency: Micros;
  loss: number;
  part: number;
  traits: readonly string[];
  /** 'bot' acts at the plan's pace, 'person' only after nothing was tapped for a while. */
  pilot: 'bot' | 'person';
  /** The last accepted act, whoever did it, or when the machine changed hands. */
  lastActed: Micros;
  /** The last of these that the person who holds it now did; -1 before the first. */
  lastTouched: number;
  /** While the autopilot rests: when it would have looked next; -1 while that is in the schedule. */
  looksAt: number;
}

/** Bytes by where they are (rule 7): departed = arrived + lost + travelling, at every event. */
export interface Ledger {
  departed: number;
  arrived: number;
  lost: number;
  travelling: number;
}

export interface StressState {
  readonly id: string;
  readonly params: Plan['params'];
  targets: readonly number[];
  active: boolean;
}

/** The whole state of a run, changed only by the functions of this folder. */
export interface Core {
  readonly plan: Plan;
  readonly protocol: Protocol;
  readonly stresses: ReadonlyMap<string, Stress>;
  readonly schedule: Schedule;
  readonly randomness: Randomness;
  readonly hash: LogHash;
  readonly reader: LogReader | null;
  readonly nodes: readonly NodeCore[];
  readonly states: unknown[];
  readonly stressStates: StressState[];
  readonly ledger: Ledger;
  /** Timers that were taken back, by their numbers. */
  readonly voidTimers: Flags;
  readonly net: Net;
  now: Micros;
  seq: number;
  messages: number;
  timers: number;
  events: number;
  entries: number;
  load: number;
  /** The network was cut, or a link lossy, at some time: from then on each arrival is looked at for it. */
  isFaulty: boolean;
}

/** Puts an event into the schedule. */
export function plan(
  core: Core,
  time: Micros,
  kind: EventKind,
  node: number,
  a = 0,
  b = 0,
  message: Message | null = null,
  arg: Json = null,
  c = 0,
): void {
  core.schedule.push(time, core.seq++, kind, node, a, b, c, message, arg);
}

/** Writes one entry into the log: hashed always, passed on when somebody reads. */
export function write(
  core: Core,
  type: LogType,
  node: number,
  peer: number,
  kind: number,
  value: number,
  ref: number,
  reason: Reason = 'none',
): void {
  const code = reason === 'none' ? 0 : reasonCode(reason);
  const { hash, now } = core;
  hash.mix(type);
  hash.mix(now);
  hash.mix(node);
  hash.mix(peer);
  hash.mix(kind);
  hash.mix(value);
  hash.mix(ref);
  hash.mix(code);
  core.entries++;
  core.reader?.write(type, now, node, peer, kind, value, ref, code);
}

/** The node's record; an index outside the run is a bug of the caller. */
export function nodeAt(core: Core, node: number): NodeCore {
  const found = core.nodes[node];
  if (found === undefined) throw new RangeError(`node ${node} of ${core.nodes.length}`);
  return found;
}

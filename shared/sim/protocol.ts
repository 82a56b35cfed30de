import type { Job, Message } from './message.ts';
import type { Action, NodeSpec, Plan } from './plan.ts';
import type { Stream } from './random.ts';
import type { Json, MessageId, Micros, NodeId, Refusal, TimerId } from './units.ts';
import type { Fact, Reason } from './vocabulary.ts';

/** What a message kind is for: measures count `control` against `useful`. */
export interface KindSpec {
  readonly name: string;
  readonly use: 'request' | 'useful' | 'control' | 'junk';
}

/**
 * A service's rules on one architecture: handlers for a node. All that a handler remembers lies in the node's `state`, which must be
 * plain JSON and shared with nobody, or the run could not be checkpointed (rule 8). A handler may look only at its own node's
 * state; what it wants to know of others it must be told in messages.
 */
export interface Protocol<State = unknown> {
  readonly nodes: readonly NodeSpec[];
  readonly kinds: readonly KindSpec[];
  /** The verbs an action can have as its type. */
  readonly verbs: readonly string[];
  /** A node's state at the start; plain JSON. */
  init(net: Net, self: NodeId): State;
  /** Runs once for each node that starts up, in node order, at time 0. */
  start?(net: Net, self: NodeId, state: State): void;
  /** A message has arrived in full. */
  message(net: Net, self: NodeId, state: State, message: Message): void;
  timer?(net: Net, self: NodeId, state: State, timer: number, arg: Json): void;
  /** A worker has finished a job. */
  served?(net: Net, self: NodeId, state: State, job: Job): void;
  /** A worker is free and jobs wait: which one next (index; 0 = the oldest). */
  pick?(net: Net, self: NodeId, state: State, queue: readonly Job[]): number;
  /** The uplink has run empty, or `poke` asked; runs after everything else due at that instant. */
  idle?(net: Net, self: NodeId, state: State): void;
  /** A verb of a person or the autopilot. Changes nothing when it refuses. */
  action(net: Net, self: NodeId, state: State, action: Action): Refusal | undefined;
  /** What the autopilot would do now, if anything; 'rest': nothing before the protocol calls `net.wake`. */
  autopilot?(net: Net, self: NodeId, state: State): Action | 'rest' | undefined;
  /** The node has just gone down (its queues are empty, its timers void), or come back. */
  down?(net: Net, self: NodeId, state: State, reason: Reason): void;
  up?(net: Net, self: NodeId, state: State): void;
  /** `net.load` has changed; for each node that is up, in node order. */
  load?(net: Net, self: NodeId, state: State): void;
  /** A trait such as `free-rider` was set or taken from the node by a stress. */
  trait?(net: Net, self: NodeId, state: State, trait: string, on: boolean): void;
}

/** What a handler can do. Everything takes effect at `now`. */
export interface Net {
  readonly plan: Plan;
  readonly now: Micros;
  /** Number of nodes, infrastructure included. */
  readonly size: number;
  /** How much more than usual people ask for (flash crowd); 1 = usual. */
  readonly load: number;
  readonly protocol: Protocol;

  /** Sends from a node that is up; a message to a node that is down leaves and is lost there. `bytes` >= 0, whole. */
  send(from: NodeId, to: NodeId, kind: number, bytes: number, body: Json): MessageId;
  /** Takes back a message of the node's that still waits for its uplink; false once it has left. */
  cancel(node: NodeId, message: MessageId, reason?: Reason): boolean;
  /** Marks the message being handled as refused by its receiver (rule 6). */
  refuse(message: Message, reason: Reason): void;

  /** Calls the node's timer handler after a delay, unless the node goes down first. */
  after(node: NodeId, delay: Micros, timer: number, arg?: Json): TimerId;
  cancelTimer(timer: TimerId): void;
  /** Ends the rest of the node's autopilot: it may have something to do. */
  wake(node: NodeId): void;
  /** Asks for `idle` once this instant's events are done, if the uplink is empty. */
  poke(node: NodeId): void;

  /** Takes a message into the node's work; false (and refused as queue-full) when there is no place. */
  enqueue(node: NodeId, message: Message, serviceTime: Micros): boolean;
  /** Removes waiting jobs that match; returns how many. */
  dropJobs(node: NodeId, reason: Reason, matches: (job: Job) => boolean): number;
  queue(node: NodeId): readonly Job[];
  working(node: NodeId): readonly Job[];

  /** Starts or stops a node by the protocol's own decision: a mirror that is added. */
  turnOn(node: NodeId): void;
  turnOff(node: NodeId, reason: Reason): void;

  isUp(node: NodeId): boolean;
  /** Messages waiting on the uplink or leaving it now. */
  uplinkLength(node: NodeId): number;
  spec(node: NodeId): NodeSpec;
  hasTrait(node: NodeId, trait: string): boolean;
  state(node: NodeId): unknown;
  random(purpose: string, node: NodeId): Stream;

  /** Writes a fact into the event log. */
  fact(fact: Fact, node: NodeId, about?: NodeId | -1, ref?: number, value?: number, reason?: Reason): void;
}

/** What a stress may do to a run; the engine knows no stress by name. */
export interface Control {
  readonly net: Net;
  crash(node: NodeId, reason: Reason): void;
  /** Brings a node back; with a reason only if that is why it is down. */
  repair(node: NodeId, reason?: Reason): void;
  /** Splits the network: nodes of different parts can't reach each other. An empty list heals it. */
  partition(partOf: readonly number[]): void;
  /** Multiplies a node's link rates and adds latency (µs) and loss (0 to 1); `null` restores it. */
  slow(node: NodeId, change: { rate: number; latency: Micros; loss: number } | null): void;
  /** Multiplies what people ask for; 1 restores it. */
  load(factor: number): void;
  setTrait(node: NodeId, trait: string, on: boolean): void;
  /** Calls the stress's `step` after a delay. */
  later(delay: Micros, arg: Json): void;
}

/** A stress as the engine sees it. `targets` were chosen when it started and are the same at its end. */
export interface Stress {
  readonly id: string;
  /** The trait that its targets get and nobody else is to know of. Which machines they are is drawn apart (rule 2.5). */
  readonly hiddenRole?: string;
  start(control: Control, targets: readonly NodeId[], params: Plan['params']): void;
  end(control: Control, targets: readonly NodeId[], params: Plan['params']): void;
  /** Something that it asked for with `later` is due; `active` is false once the stress has ended. */
  step?(control: Control, arg: Json, active: boolean): void;
}

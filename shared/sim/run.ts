import { type Checkpoint, coreText, restoreParts, saveCore } from './checkpoint.ts';
import { type Core, type Ledger, type NodeCore, nodeAt, type StressState } from './core.ts';
import { direct } from './direct.ts';
import { Fifo } from './fifo.ts';
import { Flags } from './flags.ts';
import { LogHash } from './hash.ts';
import { land, tailArrives, uplinkFree } from './links.ts';
import type { LogReader } from './log.ts';
import { createNet } from './net.ts';
import { act, isPlayed, pilotAtOnce, pilotsAtOnce, pilotTick, startPilots } from './pilot.ts';
import type { Input, NodeSpec, Plan } from './plan.ts';
import type { Net, Protocol, Stress } from './protocol.ts';
import { Randomness } from './random.ts';
import { EventKind, Schedule, type Scheduled } from './schedule.ts';
import { planStress, stressEnds, stressStarts, stressStep } from './stress.ts';
import { hiddenStream } from './targets.ts';
import { timerDue } from './timers.ts';
import { type Micros, type NodeId, type Refusal, seconds } from './units.ts';
import { LogType } from './vocabulary.ts';
import { serviceEnds } from './work.ts';

/** What a run is made of. `protocol` must be the one that the plan's service and architecture name. */
export interface RunParts {
  readonly plan: Plan;
  readonly protocol: Protocol;
  readonly stresses: ReadonlyMap<string, Stress>;
  /** Reads the event log as it is written; without one only the hash is kept. */
  readonly reader?: LogReader;
}

/** One run: a fold of inputs and scheduled events over a plan (rules 1 to 3). */
export class Run {
  readonly #core: Core;

  private constructor(core: Core) {
    this.#core = core;
  }

  /** A run at time 0, every node that starts up started. */
  static create(parts: RunParts): Run {
    const core = assemble(parts);
    const { protocol, plan } = core;
    core.nodes.forEach((_, node) => {
      core.states[node] = protocol.init(core.net, node as NodeId);
    });
    for (const use of plan.stresses) planStress(core, use, seconds(use.at));
    core.nodes.forEach((node, index) => {
      if (node.up) protocol.start?.(core.net, index as NodeId, core.states[index]);
    });
    startPilots(core);
    pilotsAtOnce(core);
    return new Run(core);
  }

  /** A run as it was when `saved` was taken; it goes on identically (rule 8). */
  static restore(parts: RunParts, saved: Checkpoint): Run {
    const core = assemble(parts, saved);
    restoreParts(core, saved);
    return new Run(core);
  }

  get plan(): Plan {
    return this.#core.plan;
  }
  get net(): Net {
    return this.#core.net;
  }
  get now(): Micros {
    return this.#core.now;
  }
  /** Events handled so far. */
  get events(): number {
    return this.#core.events;
  }
  /** Entries written into the event log so far. */
  get entries(): number {
    return this.#core.entries;
  }
  get ledger(): Readonly<Ledger> {
    return this.#core.ledger;
  }
  get stresses(): readonly Readonly<StressState>[] {
    return this.#core.stressStates;
  }
  /** Hash of the event log so far: equal runs, equal hashes. */
  get hash(): string {
    return this.#core.hash.digest();
  }
  /** Time of the next scheduled event, µs, or Infinity. */
  get nextTime(): number {
    return this.#core.schedule.nextTime();
  }

  node(node: NodeId): Readonly<NodeCore> {
    return nodeAt(this.#core, node);
  }

  /** Does a person play this machine now? The only answer to that question; without it a bot or the autopilot does. */
  isPlayed(node: NodeId): boolean {
    return isPlayed(this.#core, node);
  }

  /** Handles one event; false when none is left. */
  step(): boolean {
    const core = this.#core;
    const event = core.schedule.pop();
    if (event === undefined) return false;
    core.now = event.time;
    core.events++;
    handle(core, event);
    if (event.node >= 0) pilotAtOnce(core, event.node);
    else pilotsAtOnce(core);
    return true;
  }

  /** Handles everything due up to and including `to`, then stands at `to`. */
  advance(to: Micros): void {
    const core = this.#core;
    if (!Number.isSafeInteger(to)) throw new RangeError(`a run can't stand at ${to} µs`);
    while (core.schedule.nextTime() <= to) this.step();
    if (to > core.now) core.now = to;
  }

  /** Carries out one input at its time, after everything else due then. A refused one changes nothing but the log. */
  input(input: Input): Refusal | undefined {
    const core = this.#core;
    if (input.time < core.now) throw new RangeError(`an input for ${input.time} µs at ${core.now} µs`);
    this.advance(input.time);
    if (input.node === -1) {
      const refusal = direct(core, input);
      pilotsAtOnce(core);
      return refusal;
    }
    if (input.node < 0 || input.node >= core.plan.nodes) {
      return { code: 'unknown-node', said: { key: 'refusal.unknown-node' } };
    }
    const refusal = act(core, input.node, input.action, 0);
    pilotAtOnce(core, input.node);
    return refusal;
  }

  /** The whole state as plain JSON (rule 8). */
  checkpoint(): Checkpoint {
    return saveCore(this.#core);
  }

  /** The same as text, for whoever only keeps it: parsed, it is the checkpoint. null when it has more than `most` characters. */
  checkpointText(most: number): string | null {
    return coreText(this.#core, most);
  }
}

function assemble(parts: RunParts, saved?: Checkpoint): Core {
  const { plan, protocol, stresses, reader } = parts;
  const net = createNet(() => core);
  const core: Core = {
    plan,
    protocol,
    stresses,
    schedule: new Schedule(),
    randomness: new Randomness(plan.seed, saved?.streams ?? hiddenStream(plan)),
    hash: new LogHash(saved?.hash),
    reader: reader ?? null,
    row: { seq: 0, type: LogType.sent, time: 0, node: 0, peer: 0, kind: 0, value: 0, ref: 0, reason: 0 },
    nodes: protocol.nodes.map(freshNode),
    states: [],
    stressStates: [],
    ledger: { departed: 0, arrived: 0, lost: 0, travelling: 0 },
    voidTimers: new Flags(),
    net,
    now: 0 as Micros,
    seq: 0,
    messages: 0,
    timers: 0,
    events: 0,
    entries: 0,
    load: 1,
    isFaulty: false,
  };
  return core;
}

/** One for all: it is replaced, never changed. */
const NO_TRAITS: readonly string[] = [];

function freshNode(spec: NodeSpec): NodeCore {
  if (!Number.isSafeInteger(spec.latency) || spec.latency < 0) throw new RangeError(`a latency of ${spec.latency} µs`);
  const zero = 0 as Micros;
  // What each message needs comes first: of ten thousand machines every line of the cache that need not be read is a wait less.
  return {
    spec,
    latency: spec.latency,
    up: spec.startsDown !== true,
    part: 0,
    loss: 0,
    epoch: 0,
    rate: 1,
    downlinkFree: zero,
    leaving: null,
    waiting: new Fifo(),
    idleAsked: false,
    traits: NO_TRAITS,
    queue: [],
    working: [],
    downFor: 'none',
    pilot: 'bot',
    lastActed: zero,
    lastTouched: -1,
    looksAt: -1,
  };
}

function handle(core: Core, event: Scheduled): void {
  const node = event.node as NodeId;
  switch (event.kind) {
    case EventKind.uplinkFree:
      return uplinkFree(core, node, event.a);
    case EventKind.tailArrives:
      return tailArrives(core, messageOf(event), event.a);
    case EventKind.lands:
      return land(core, messageOf(event), event.a);
    case EventKind.timer:
      return timerDue(core, event);
    case EventKind.serviceEnds:
      return serviceEnds(core, node, event.a, event.b);
    case EventKind.idle:
      return idle(core, node, event.a);
    case EventKind.pilot:
      return pilotTick(core, node);
    case EventKind.stressStarts:
      return stressStarts(core, event.a);
    case EventKind.stressEnds:
      return stressEnds(core, event.a);
    case EventKind.stressStep:
      return stressStep(core, event.a, event.arg);
  }
}

function messageOf(event: Scheduled): NonNullable<Scheduled['message']> {
  if (event.message === null) throw new Error('an arrival without a message');
  return event.message;
}

function idle(core: Core, node: NodeId, epoch: number): void {
  const resting = nodeAt(core, node);
  if (resting.epoch !== epoch) return;
  resting.idleAsked = false;
  if (resting.up && resting.leaving === null) core.protocol.idle?.(core.net, node, core.states[node]);
}

import type { Core, Ledger, NodeCore, StressState } from './core.ts';
import type { Job, Message } from './message.ts';
import type { StreamState } from './random.ts';
import type { Scheduled } from './schedule.ts';
import { pendingVoidTimers } from './timers.ts';
import type { Json } from './units.ts';

type SavedEvent = Omit<Scheduled, 'message'> & { readonly message: number };
type SavedJob = Omit<Job, 'message'> & { readonly message: number };
type SavedNode = Omit<NodeCore, 'spec' | 'waiting' | 'leaving' | 'queue' | 'working'> & {
  readonly waiting: readonly number[];
  readonly leaving: number;
  readonly queue: readonly SavedJob[];
  readonly working: readonly SavedJob[];
};

/** A run's whole state as plain JSON. Messages are named by their ids (0 = none), each listed once. */
export interface Checkpoint {
  readonly counters: Readonly<Record<'now' | 'seq' | 'messages' | 'timers' | 'events' | 'entries' | 'load', number>>;
  readonly hash: readonly [number, number];
  readonly streams: readonly StreamState[];
  readonly messages: readonly Message[];
  readonly schedule: readonly SavedEvent[];
  readonly nodes: readonly SavedNode[];
  readonly states: readonly Json[];
  readonly stresses: readonly StressState[];
  readonly ledger: Ledger;
  readonly voidTimers: readonly number[];
}

/** Takes the state apart; the result shares nothing with the run. */
export function saveCore(core: Core): Checkpoint {
  return JSON.parse(coreText(core, Number.POSITIVE_INFINITY) ?? 'null') as Checkpoint;
}

/** The same as JSON text. @returns null when it has more than `most` characters, found out at no more cost than writing so many */
export function coreText(core: Core, most: number): string | null {
  const { now, seq, messages, timers, events, entries, load } = core;
  const seen = new Map<number, Message>();
  const idOf = (message: Message | null): number => {
    if (message !== null) seen.set(message.id, message);
    return message?.id ?? 0;
  };
  const parts: { readonly [part in keyof Checkpoint]: () => Checkpoint[part] | Iterable<unknown> } = {
    counters: () => ({ now, seq, messages, timers, events, entries, load }),
    hash: () => core.hash.save(),
    streams: () => core.randomness.save(),
    states: () => core.states as Json[],
    schedule: () => core.schedule.events().map((event) => ({ ...event, message: idOf(event.message) })),
    nodes: () => core.nodes.map((node) => saveNode(node, idOf)),
    stresses: () => core.stressStates,
    ledger: () => core.ledger,
    voidTimers: () => pendingVoidTimers(core),
    // Last: by now all of them have been seen.
    messages: () => [...seen.values()],
  };
  return textOf(parts, most);
}

function textOf(parts: { readonly [part: string]: () => unknown }, most: number): string | null {
  const pieces: string[] = [];
  let left = most;
  const add = (piece: string): boolean => {
    pieces.push(piece);
    left -= piece.length;
    return left >= 0;
  };
  for (const [name, part] of Object.entries(parts)) {
    const value = part();
    const list = Array.isArray(value) ? value : null;
    add(`${pieces.length === 0 ? '{' : ','}"${name}":`);
    if (list === null && !add(JSON.stringify(value))) return null;
    for (const [index, item] of list?.entries() ?? [])
      if (!add(`${index === 0 ? '[' : ','}${JSON.stringify(item) ?? 'null'}`)) return null;
    if (list !== null) add(list.length === 0 ? '[]' : ']');
  }
  pieces.push('}');
  return pieces.join('');
}

/** Fills a fresh core with what was saved. */
export function restoreParts(core: Core, checkpoint: Checkpoint): void {
  const saved = structuredCopy(checkpoint);
  const messages = new Map(saved.messages.map((message) => [message.id as number, message]));
  const messageOf = (id: number): Message => {
    const found = messages.get(id);
    if (found === undefined) throw new Error(`the checkpoint lacks message ${id}`);
    return found;
  };
  Object.assign(core, saved.counters);
  Object.assign(core.ledger, saved.ledger);
  for (const { time, seq, kind, node, a, b, c, message, arg } of saved.schedule) {
    core.schedule.push(time, seq, kind, node, a, b, c, message === 0 ? null : messageOf(message), arg);
  }
  core.nodes.forEach((node, index) => {
    restoreNode(node, saved.nodes[index] as SavedNode, messageOf);
  });
  core.isFaulty = core.nodes.some(({ part, loss }) => part !== 0 || loss > 0);
  core.states.push(...saved.states);
  core.stressStates.push(...saved.stresses);
  for (const timer of saved.voidTimers) core.voidTimers.add(timer);
}

function saveNode(node: NodeCore, idOf: (message: Message | null) => number): SavedNode {
  const { spec: _spec, waiting, leaving, queue, working, ...plain } = node;
  const saveJob = (job: Job): SavedJob => ({ ...job, message: idOf(job.message) });
  return {
    ...plain,
    waiting: [...waiting].map(idOf),
    leaving: idOf(leaving),
    queue: queue.map(saveJob),
    working: working.map(saveJob),
  };
}

function restoreNode(node: NodeCore, saved: SavedNode, messageOf: (id: number) => Message): void {
  const { waiting, ...plain } = saved;
  const restoreJob = (job: SavedJob): Job => ({ ...job, message: messageOf(job.message) });
  for (const id of waiting) node.waiting.push(messageOf(id));
  Object.assign(node, {
    ...plain,
    leaving: saved.leaving === 0 ? null : messageOf(saved.leaving),
    queue: saved.queue.map(restoreJob),
    working: saved.working.map(restoreJob),
  });
}

/** A deep copy through JSON, which is also the proof that all of it is JSON. */
function structuredCopy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

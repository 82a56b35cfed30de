import {
  FACTS,
  type LogReader,
  type LogRow,
  LogType,
  type Plan,
  type Protocol,
  REASONS,
  toSeconds,
} from '../../shared/sim/index.ts';

/** Which entries to keep; null for all. */
export interface LogFilter {
  /** Entries of this machine, and those in which another one has to do with it. */
  readonly node: number | null;
  /** A kind of message, a fact, a verb or a stress. */
  readonly kind: string | null;
  /** µs, both included. */
  readonly from: number;
  readonly to: number;
}

/** An entry in words. `node`, `peer`, `item` and the rest are there where the entry's type has them; `value` is in the units of `LogType`. */
export interface NamedEntry {
  /** Seconds. */
  readonly time: number;
  readonly type: keyof typeof LogType;
  readonly node?: number;
  readonly peer?: number;
  /** A message's kind, a verb, or a stress. */
  readonly kind?: string;
  readonly fact?: string;
  readonly who?: 'person' | 'autopilot';
  readonly message?: number;
  readonly item?: number;
  readonly value?: number;
  readonly reason?: string;
}

/** What the numbers of a run's log stand for. */
export interface LogNames {
  readonly kinds: readonly string[];
  readonly verbs: readonly string[];
  /** Of the plan, in its order. */
  readonly stresses: readonly string[];
}

const TYPES = Object.keys(LogType) as readonly (keyof typeof LogType)[];

export function logNames(plan: Plan, protocol: Protocol): LogNames {
  return {
    kinds: protocol.kinds.map(({ name }) => name),
    verbs: protocol.verbs,
    stresses: plan.stresses.map(({ id }) => id),
  };
}

/** Every name that `LogFilter.kind` can be. */
export function kindsOf({ kinds, verbs, stresses }: LogNames): readonly string[] {
  return [...new Set([...kinds, ...verbs, ...FACTS, ...stresses])];
}

/** Passes on the entries that match, in words. */
export function namedLog(names: LogNames, filter: LogFilter, take: (entry: NamedEntry) => void): LogReader {
  return {
    write(row) {
      if (row.time < filter.from || row.time > filter.to) return;
      const entry = named(names, row);
      if (isMeant(entry, filter)) take(entry);
    },
  };
}

function isMeant({ node, peer, kind, fact }: NamedEntry, filter: LogFilter): boolean {
  if (filter.node !== null && node !== filter.node && peer !== filter.node) return false;
  return filter.kind === null || kind === filter.kind || fact === filter.kind;
}

function named(names: LogNames, { type, time, node, peer, kind, value, ref, reason }: LogRow): NamedEntry {
  const head = { time: toSeconds(time), type: TYPES[type] as keyof typeof LogType };
  const at = { ...machine('node', node), ...machine('peer', peer) };
  const why = reason === 0 ? {} : { reason: REASONS[reason] ?? String(reason) };
  switch (type) {
    case LogType.down:
    case LogType.up:
      return { ...head, node, ...why };
    case LogType.cut:
      return { ...head, value };
    case LogType.stress:
      return { ...head, ...at, kind: nameAt(names.stresses, kind), value };
    case LogType.acted:
      return { ...head, node, who: peer === 0 ? 'person' : 'autopilot', kind: nameAt(names.verbs, kind), value };
    case LogType.fact:
      return { ...head, ...at, fact: nameAt(FACTS, kind), item: ref, value, ...why };
    default:
      return { ...head, ...at, kind: nameAt(names.kinds, kind), message: ref, value, ...why };
  }
}

/** -1 stands for none. */
function machine(field: 'node' | 'peer', node: number): { readonly [name in 'node' | 'peer']?: number } {
  return node < 0 ? {} : { [field]: node };
}

function nameAt(names: readonly string[], index: number): string {
  return names[index] ?? 'unknown';
}

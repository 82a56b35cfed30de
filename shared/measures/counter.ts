import type { LogReader } from '../sim/index.ts';
import { FACTS, LogType } from '../sim/vocabulary.ts';
import { consistency } from './consistency.ts';
import type { Measure, RunFacts } from './contract.ts';
import { control } from './control.ts';
import { coordination } from './coordination.ts';
import type { Entry, See } from './entry.ts';
import { reliability } from './reliability.ts';
import { resourceSharing } from './resource-sharing.ts';
import { scalability } from './scalability.ts';
import { security } from './security.ts';
import { type CounterState, nothingCounted } from './state.ts';

const TYPE_NAMES = Object.keys(LogType) as (keyof typeof LogType)[];

/** Counts while the log is written, so that a run of ten thousand machines needs no recording. */
export interface Counter extends LogReader {
  /** The measures so far, as of `end`. */
  measures(facts: RunFacts): readonly Measure[];
  /** All that was counted; a counter that is given a copy of it goes on from there. */
  readonly state: CounterState;
}

export interface RunCounter extends Counter {
  /** Bytes of content that each node has passed on to others, by node. */
  carried(facts: RunFacts): readonly number[];
}

/**
 * Counts all seven aspects in one pass over the log; memory grows with the nodes, not with the log.
 * @param state where to go on from; the counter takes it over
 */
export function createCounter(state: CounterState = nothingCounted()): RunCounter {
  const sharing = resourceSharing(state.sharing);
  const parts = [
    control(state.control),
    scalability(state.scalability),
    reliability(state.reliability),
    security(state.security),
    sharing,
    consistency(state.consistency),
    coordination(state.coordination),
  ];
  const byType: See[][] = [];
  for (const name of TYPE_NAMES) byType[LogType[name]] = parts.flatMap((part) => part.entries[name] ?? []);
  const byFact = FACTS.map((name) => parts.flatMap((part) => part.facts[name] ?? []));
  const entry: Entry = { seq: state.seq, time: 0, node: 0, peer: 0, kind: 0, value: 0, ref: 0, reason: 0 };

  return {
    get state() {
      state.seq = entry.seq;
      return state;
    },
    carried: (facts) => sharing.carried(facts),
    measures: (facts) => parts.flatMap((part) => part.measures(facts)),
    write: (type, time, node, peer, kind, value, ref, reason) => {
      entry.seq++;
      const seen = type === LogType.fact ? byFact[kind] : byType[type];
      if (seen === undefined || seen.length === 0) return;
      entry.time = time;
      entry.node = node;
      entry.peer = peer;
      entry.kind = kind;
      entry.value = value;
      entry.ref = ref;
      entry.reason = reason;
      for (const see of seen) see(entry);
    },
  };
}

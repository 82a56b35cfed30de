import { bump } from './sample.ts';

/** A time in which at least one machine was down by a fault. `hit`: machines in need that got nothing in it. */
export interface Outage {
  readonly begun: number;
  ended: number | null;
  readonly inNeed: boolean[];
  readonly gotSomething: boolean[];
  /** Still waiting for their first item after the outage; null while it lasts. */
  waiting: Set<number> | null;
  recovered: number;
}

/** Time in which somebody needed something, µs. */
export interface Busy {
  /** Before the first outage. */
  before: number;
  during: number;
}

/** Follows faults and needs. Overlapping faults are one outage. Memory: a flag for each node and outage. */
export interface Outages {
  readonly list: readonly Outage[];
  readonly current: Outage | undefined;
  /** As of this time. */
  busy(time: number): Busy;
  down(node: number, time: number): void;
  up(node: number, time: number): void;
  asked(node: number, time: number): void;
  /** The need for one item has ended; `useful` when it was met. */
  met(node: number, time: number, useful: boolean): void;
}

export type OutagesState = ReturnType<typeof noOutages>;
export function noOutages() {
  return {
    list: [] as Outage[],
    faults: new Set<number>(),
    /** Open needs by node, and of all. */
    needs: [] as number[],
    openNeeds: 0,
    busy: { before: 0, during: 0 } as Busy,
    /** Time that busy was counted up to, µs. */
    last: 0,
  };
}

export function outages(state: OutagesState): Outages {
  const { list, faults, needs, busy } = state;
  let current = list.find(({ ended }) => ended === null);

  const pass = (time: number): Busy => {
    if (state.openNeeds > 0 && current !== undefined) busy.during += time - state.last;
    else if (state.openNeeds > 0 && list.length === 0) busy.before += time - state.last;
    state.last = time;
    return busy;
  };

  const begin = (time: number): Outage => {
    const inNeed = needs.map((count, node) => count > 0 && !faults.has(node));
    const outage = { begun: time, ended: null, inNeed, gotSomething: [], waiting: null, recovered: time };
    list.push(outage);
    return outage;
  };

  return {
    list,
    get current() {
      return current;
    },
    busy: pass,
    down: (node, time) => {
      pass(time);
      faults.add(node);
      current ??= begin(time);
      current.inNeed[node] = false;
    },
    up: (node, time) => {
      pass(time);
      if (!faults.delete(node) || faults.size > 0 || current === undefined) return;
      current.ended = time;
      current.recovered = time;
      current.waiting = new Set(hitNodes(current));
      current = undefined;
    },
    asked: (node, time) => {
      pass(time);
      bump(needs, node, 1);
      state.openNeeds++;
      if (current !== undefined && !faults.has(node)) current.inNeed[node] = true;
    },
    met: (node, time, useful) => {
      pass(time);
      if ((needs[node] ?? 0) > 0) {
        bump(needs, node, -1);
        state.openNeeds--;
      }
      if (!useful) return;
      if (current !== undefined) current.gotSomething[node] = true;
      for (const outage of list) if (outage.waiting?.delete(node)) outage.recovered = time;
    },
  };
}

/** Machines in need that got nothing while the outage lasted. */
export function hitNodes({ inNeed, gotSomething }: Outage): number[] {
  return inNeed.flatMap((needed, node) => (needed && gotSomething[node] !== true ? [node] : []));
}

export function neededNodes({ inNeed }: Outage): number {
  return inNeed.filter((needed) => needed).length;
}

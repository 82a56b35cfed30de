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

/** Follows faults and needs. Overlapping faults are one outage. Memory: a flag for each node and outage. */
export interface Outages {
  readonly list: readonly Outage[];
  readonly current: Outage | undefined;
  down(node: number, time: number): void;
  up(node: number, time: number): void;
  asked(node: number): void;
  /** The need for one item has ended; `useful` when it was met. */
  met(node: number, time: number, useful: boolean): void;
}

export function outages(): Outages {
  const list: Outage[] = [];
  const faults = new Set<number>();
  const needs: number[] = [];
  let current: Outage | undefined;

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
    down: (node, time) => {
      faults.add(node);
      current ??= begin(time);
      current.inNeed[node] = false;
    },
    up: (node, time) => {
      if (!faults.delete(node) || faults.size > 0 || current === undefined) return;
      current.ended = time;
      current.recovered = time;
      current.waiting = new Set(hitNodes(current));
      current = undefined;
    },
    asked: (node) => {
      bump(needs, node, 1);
      if (current !== undefined && !faults.has(node)) current.inNeed[node] = true;
    },
    met: (node, time, useful) => {
      if ((needs[node] ?? 0) > 0) bump(needs, node, -1);
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

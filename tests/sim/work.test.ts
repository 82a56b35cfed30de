import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LogEntry, LogType, type NodeId, type NodeSpec } from '../../shared/sim/index.ts';
import { END, entriesOf, play, type World, world } from './world.ts';

const OF_WORK = new Set<LogType>([LogType.queued, LogType.started, LogType.served, LogType.dropped]);

/** Entries about a node's work, and nothing else. */
function workOf(entries: readonly LogEntry[], node: number): readonly LogEntry[] {
  return entries.filter((entry) => entry.node === node && OF_WORK.has(entry.type));
}

interface Areas {
  /** Job-µs: the number in the system, summed over time. */
  readonly inSystem: number;
  /** Job-µs: how long each job was in the system, summed over jobs, as the log's own entries say. */
  readonly sojourns: number;
}

/** Both sides of L = lambda W, multiplied by the time observed. */
function areas(entries: readonly LogEntry[]): Areas {
  const since = new Map<number, number>();
  let inSystem = 0;
  let sojourns = 0;
  let count = 0;
  let last = 0;
  for (const { type, time, value, ref } of entries) {
    inSystem += count * (time - last);
    last = time;
    if (type === LogType.queued) {
      count = value;
      since.set(ref, time);
    } else if (type !== LogType.started) {
      count--;
      sojourns += type === LogType.served ? value : time - (since.get(ref) ?? Number.NaN);
      since.delete(ref);
    }
  }
  for (const begun of since.values()) sojourns += END - begun;
  return { inSystem: inSystem + count * (END - last), sojourns };
}

/** After how many events something is so at some node. */
function momentsWhen(played: World, is: (spec: NodeSpec, waiting: number, working: number) => boolean): number {
  let moments = 0;
  play(played, (run) => {
    played.specs.forEach((spec, node) => {
      const { queue, working } = run.node(node as NodeId);
      if (is(spec, queue.length, working.length)) moments++;
    });
    return run;
  });
  return moments;
}

describe('work', () => {
  it('rule 7.6: L = lambda W on every queue, by the areas in the log', () => {
    fc.assert(
      fc.property(world, (played) => {
        const entries = entriesOf(play(played));
        played.specs.forEach((_, node) => {
          const { inSystem, sojourns } = areas(workOf(entries, node));
          expect(inSystem).toBe(sojourns);
        });
      }),
    );
  });

  it('rule 5.2: no more jobs are in the system than it has places, and none in work than it has workers', () => {
    fc.assert(
      fc.property(world, (played) => {
        expect(
          momentsWhen(played, (spec, waiting, working) => waiting + working > (spec.places ?? waiting + working)),
        ).toBe(0);
        expect(momentsWhen(played, (spec, _, working) => working > spec.workers)).toBe(0);
      }),
    );
  });

  it('rule 5.3: no job waits while a worker is free', () => {
    fc.assert(
      fc.property(world, (played) => {
        expect(momentsWhen(played, (spec, waiting, working) => waiting > 0 && working < spec.workers)).toBe(0);
      }),
    );
  });

  it('rule 5.1, 5.4: a job that was begun is served after exactly its service time, unless its node falls', () => {
    fc.assert(
      fc.property(world, (played) => {
        const promised = new Map<number, number>();
        const recorded = play(played, (now) => {
          played.specs.forEach((_, node) => {
            for (const { message, serviceTime, startedAt } of now.node(node as NodeId).working) {
              promised.set(message.id, startedAt + serviceTime);
            }
          });
          return now;
        });
        for (const { type, time, ref } of entriesOf(recorded)) {
          if (type === LogType.served && promised.has(ref)) expect(time).toBe(promised.get(ref));
        }
      }),
    );
  });

  it('rule 5.5: every job that was queued is served or dropped once, or is still there', () => {
    fc.assert(
      fc.property(world, (played) => {
        const { run, recording } = play(played);
        played.specs.forEach((_, node) => {
          const open = new Set<number>();
          for (const { type, ref } of workOf([...recording.entries()], node)) {
            if (type === LogType.queued) open.add(ref);
            if (type === LogType.served || type === LogType.dropped) expect(open.delete(ref)).toBe(true);
          }
          const { queue, working } = run.node(node as NodeId);
          expect([...open].sort()).toEqual([...queue, ...working].map(({ message }) => message.id as number).sort());
        });
      }),
    );
  });
});

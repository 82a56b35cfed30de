import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factCode, type LogEntry, LogType, type NodeId } from '../../shared/sim/index.ts';
import { TIMER_FIRED, TIMER_SET, TIMER_TAKEN_BACK } from './toy.ts';
import { END, entriesOf, play, world } from './world.ts';

/** Follows one machine's timers through its log: what fired that should not have, and what should have and did not. */
function wrongTimers(entries: readonly LogEntry[]): readonly string[] {
  const due = new Map<number, number>();
  const wrong: string[] = [];
  let up = true;
  for (const { type, kind, time, ref, value } of entries) {
    // What was set while the machine was down and was due before it came back is void.
    if (!up) for (const [timer, at] of due) if (at < time) due.delete(timer);
    if (type === LogType.up) up = true;
    if (type === LogType.down) {
      up = false;
      due.clear();
    }
    if (type !== LogType.fact) continue;
    if (kind === factCode(TIMER_SET)) due.set(ref, time + value);
    if (kind === factCode(TIMER_TAKEN_BACK)) due.delete(ref);
    if (kind === factCode(TIMER_FIRED) && due.get(ref) !== time) wrong.push(`${ref} fired at ${time}`);
    if (kind === factCode(TIMER_FIRED)) due.delete(ref);
  }
  if (up) for (const [timer, at] of due) if (at <= END) wrong.push(`${timer}, due at ${at}, never fired`);
  return wrong;
}

describe('nodes', () => {
  it('rule 9.1: a machine that is down has nothing on its uplink and nothing to work on', () => {
    fc.assert(
      fc.property(world, (played) => {
        let kept = 0;
        play(played, (run) => {
          played.specs.forEach((_, node) => {
            const { up, waiting, leaving, queue, working } = run.node(node as NodeId);
            if (!up && (leaving !== null || waiting.length + queue.length + working.length > 0)) kept++;
          });
          return run;
        });
        expect(kept).toBe(0);
      }),
    );
  });

  it('rule 9.2: a timer fires when it is due, unless it was taken back or its machine fell, and only once', () => {
    fc.assert(
      fc.property(world, (played) => {
        const entries = entriesOf(play(played));
        played.specs.forEach((_, node) => {
          expect(wrongTimers(entries.filter((entry) => entry.node === node))).toEqual([]);
        });
      }),
    );
  });

  it('rule 4.1, 4.5: nothing is delivered to a machine that is down, and none of its messages leave', () => {
    fc.assert(
      fc.property(world, (played) => {
        const down = new Set(played.specs.flatMap(({ startsDown }, node) => (startsDown === true ? [node] : [])));
        const busy: string[] = [];
        for (const { type, node, seq } of entriesOf(play(played))) {
          if (type === LogType.down) down.add(node);
          if (type === LogType.up) down.delete(node);
          const acts =
            type === LogType.delivered ||
            type === LogType.sent ||
            type === LogType.departed ||
            type === LogType.started;
          if (acts && down.has(node)) busy.push(`entry ${seq}`);
        }
        expect(busy).toEqual([]);
      }),
    );
  });

  it('rule 9.1: falls and returns of a machine take turns in the log', () => {
    fc.assert(
      fc.property(world, (played) => {
        const changes = entriesOf(play(played)).filter(({ type }) => type === LogType.down || type === LogType.up);
        played.specs.forEach(({ startsDown }, node) => {
          const own = changes.filter((entry) => entry.node === node).map(({ type }) => type);
          const first = startsDown === true ? LogType.up : LogType.down;
          const second = startsDown === true ? LogType.down : LogType.up;
          expect(own).toEqual(own.map((_, index) => (index % 2 === 0 ? first : second)));
        });
      }),
    );
  });
});

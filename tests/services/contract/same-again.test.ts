import { describe, expect, test } from 'vitest';
import { type NodeId, type Run, seconds } from '../../../shared/sim/index.ts';
import { restored } from '../world.ts';
import { SECONDS, SIDES, troubled, troubledPlan } from './sides.ts';
import { tapAll } from './taps.ts';

/** Checkpoints over a run. */
const TIMES = 150;

describe.each(SIDES)('$service.id, $architecture:', (side) => {
  test('the same run twice is the same to the last event', () => {
    const { hash } = tapAll(troubled(side)).run;
    expect(tapAll(troubled(side)).run.hash).toBe(hash);
    expect(tapAll(troubled(side, 4)).run.hash).not.toBe(hash);
  });

  test('a run that is kept as text and taken up again at many of its events goes on equal', () => {
    const { run: unbroken } = troubled(side).to(SECONDS);
    const every = Math.ceil(unbroken.events / TIMES);
    let { run }: { run: Run } = troubled(side);
    while (run.nextTime <= seconds(SECONDS)) {
      run.step();
      if (run.events % every === 0) run = restored(side.service, troubledPlan(side), run.checkpoint());
    }
    expect([run.events, run.hash]).toEqual([unbroken.events, unbroken.hash]);
  });

  test('rule 8.3: what a machine remembers is plain JSON', () => {
    const world = troubled(side);
    for (let second = 1; second <= SECONDS; second += 4) {
      world.to(second);
      for (let node = 0; node < world.run.net.size; node++) {
        const state = world.run.net.state(node as NodeId);
        expect(JSON.parse(JSON.stringify(state)), `${node}`).toEqual(state);
      }
    }
  });
});

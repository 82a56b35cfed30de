import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Checkpoint, Run } from '../../shared/sim/index.ts';
import { partsOf, play, smallWorld, world } from './world.ts';

describe('checkpoints', () => {
  it('rule 8.1: a run that is saved as text and restored at every event goes on identically', () => {
    fc.assert(
      fc.property(smallWorld, (played) => {
        const straight = play(played);
        const restored = play(played, (run, recording) => {
          const text = JSON.stringify(run.checkpoint());
          return Run.restore(partsOf(played, recording), JSON.parse(text) as Checkpoint);
        });
        expect(restored.run.hash).toBe(straight.run.hash);
        expect([...restored.recording.entries()]).toEqual([...straight.recording.entries()]);
        expect(restored.run.checkpoint()).toEqual(straight.run.checkpoint());
      }),
      // Each event costs a checkpoint, so there are fewer runs than elsewhere.
      { numRuns: Math.ceil((fc.readConfigureGlobal().numRuns ?? 100) / 5) },
    );
  });

  it('rule 8.2: a checkpoint shares nothing with the run: it stays as it was while the run goes on', () => {
    fc.assert(
      fc.property(world, (played) => {
        const taken: [Checkpoint, string][] = [];
        play(played, (run) => {
          if (run.events % 50 === 0) {
            const checkpoint = run.checkpoint();
            taken.push([checkpoint, JSON.stringify(checkpoint)]);
          }
          return run;
        });
        for (const [checkpoint, text] of taken) expect(JSON.stringify(checkpoint)).toBe(text);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fifo } from '../../shared/sim/fifo.ts';

/** What is done to a queue: in at its end, out at its front, out wherever it is. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ push: fc.nat(9) }) },
  { weight: 3, arbitrary: fc.constant('shift' as const) },
  { weight: 1, arbitrary: fc.record({ remove: fc.nat(9) }) },
);

describe('a queue', () => {
  it('behaves as a list of which the first is taken, however long it gets and whatever is removed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200, size: 'max' }), (steps) => {
        const fifo = new Fifo<number>();
        const list: number[] = [];
        for (const done of steps) {
          if (done === 'shift') expect(fifo.shift()).toBe(list.shift());
          else if ('push' in done) {
            fifo.push(done.push);
            list.push(done.push);
          } else {
            fifo.remove(done.remove);
            if (list.includes(done.remove)) list.splice(list.indexOf(done.remove), 1);
          }
          expect(fifo.length).toBe(list.length);
        }
        expect([...fifo]).toEqual(list);
      }),
    );
  });
});

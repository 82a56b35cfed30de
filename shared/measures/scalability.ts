import type { RunFacts } from './contract.ts';
import type { Part } from './entry.ts';
import { absent, bump, type Face, found, sample, take } from './sample.ts';

const GOODPUT: Face = { id: 'scalability.goodput', aspect: 'scalability', unit: 'per-second', better: 1 };
const COMPLETION: Face = { id: 'scalability.completion', aspect: 'scalability', unit: 'seconds', better: -1 };
const FINISHED: Face = { id: 'scalability.finished', aspect: 'scalability', unit: 'share', better: 1 };
const WAIT: Face = { id: 'scalability.wait', aspect: 'scalability', unit: 'seconds', better: -1 };

export type ScalabilityState = ReturnType<typeof noWork>;
export function noWork() {
  return {
    /** By node. */
    asks: [] as number[],
    isDone: [] as boolean[],
    got: sample(),
    done: sample(),
    /** µs. */
    times: { waited: 0, lastDone: 0 },
  };
}

/** How much useful work gets done, and how soon. */
export function scalability(state: ScalabilityState): Part {
  const { asks, isDone, got, done, times } = state;

  const askers = (): number => asks.filter((count) => count > 0).length;
  const isComplete = (): boolean => done.count > 0 && asks.every((count, node) => count === 0 || isDone[node] === true);
  const goodput = ({ end }: RunFacts) => {
    const span = isComplete() ? times.lastDone : end;
    return got.count === 0 || span === 0
      ? absent(GOODPUT, 'nothing-got')
      : found(GOODPUT, got.count / (span / 1e6), got);
  };
  const completion = () => {
    if (askers() === 0) return absent(COMPLETION, 'nobody-asked');
    if (done.count === 0) return absent(COMPLETION, 'nobody-done');
    if (!isComplete()) return absent(COMPLETION, 'not-all-done', { n: done.count, of: askers() });
    return found(COMPLETION, times.lastDone / 1e6, done);
  };
  const finished = () => {
    if (askers() === 0) return absent(FINISHED, 'nobody-asked');
    return found(FINISHED, Math.min(1, done.count / askers()), done);
  };

  return {
    entries: {},
    facts: {
      asked: ({ node }) => bump(asks, node, 1),
      got: ({ value, seq }) => {
        times.waited += value;
        take(got, seq);
      },
      done: ({ node, time, seq }) => {
        if (isDone[node] === true) return;
        isDone[node] = true;
        times.lastDone = time;
        take(done, seq);
      },
    },
    measures: (facts) => [
      goodput(facts),
      completion(),
      finished(),
      got.count === 0 ? absent(WAIT, 'nothing-got') : found(WAIT, times.waited / got.count / 1e6, got),
    ],
  };
}

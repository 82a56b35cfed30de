import { describe, expect, it } from 'vitest';
import { nextChosen, pick, unchosen } from '../../shared/services/web/request-queue.ts';
import { whyNotAgain } from '../../shared/services/web/tries.ts';
import { failTry } from '../../shared/services/web/wants.ts';

const SECOND = 1_000_000;

/** A machine at which these requests wait, of which these were put first. */
function machine(waiting: readonly number[], chosen: readonly number[]) {
  const queue = waiting.map((id) => ({ message: { id } }));
  return { queue, state: { chosen: [...chosen] } };
}
type Machine = ReturnType<typeof machine>;
const next = (me: Machine) => nextChosen(me as never, me.queue as never);
const whyNot = (me: Machine, job: number | null) => pick.whyNot(me as never, { job })?.code;

describe('Requests that were put first', () => {
  it('are served in the order in which they were picked, each once', () => {
    const me = machine([10, 11, 12, 13], [12, 10]);
    expect([next(me), next(me), next(me)]).toEqual([2, 0, -1]);
    expect(me.state.chosen).toEqual([]);
  });

  it('are passed over when they wait no more', () => {
    const me = machine([10, 11], [99, 98, 11]);
    expect(next(me)).toBe(1);
  });

  it('are five at most; one that waits no more takes nobody’s place', () => {
    const all = [1, 2, 3, 4, 5, 6];
    expect(whyNot(machine(all, [1, 2, 3, 4]), 5)).toBeUndefined();
    expect(whyNot(machine(all, [1, 2, 3, 4, 5]), 6)).toBe('enough-picked');
    expect(whyNot(machine(all, [1, 2, 3, 4, 99]), 6)).toBeUndefined();
  });

  it('can’t be picked twice, nor when they don’t wait', () => {
    const me = machine([1, 2], [1]);
    expect([whyNot(me, 1), whyNot(me, 3), whyNot(me, null)]).toEqual(['already-picked', 'not-waiting', 'nobody-waits']);
  });

  it('line up behind those before them', () => {
    const me = machine([1, 2, 3], [3, 77]);
    pick.do(me as never, { job: 1 });
    expect(me.state.chosen).toEqual([3, 1]);
    expect(unchosen(me as never).map(({ message }) => message.id)).toEqual([2]);
  });
});

const WANT = { ref: 1, page: 3, stage: 'waiting', tries: 1, triedAt: 10 * SECOND, again: 0 };
function again(now: number, want: Partial<typeof WANT> = {}, retries = 3) {
  return whyNotAgain({ settings: { retries }, now: now * SECOND } as never, { ...WANT, ...want } as never);
}

describe('A page can be asked for again', () => {
  it('two seconds after it was asked for, and not before', () => {
    expect(again(11)).toMatchObject({ code: 'too-soon', said: { args: { seconds: 1 } } });
    expect(again(11.2)).toMatchObject({ said: { args: { seconds: 1 } } });
    expect(again(10)).toMatchObject({ said: { args: { seconds: 2 } } });
    expect(again(12)).toBeUndefined();
  });

  it('when its wait is over, where a try has failed', () => {
    const failed = { stage: 'again', again: 20 * SECOND };
    expect(again(19, failed)?.code).toBe('too-soon');
    expect(again(20, failed)).toBeUndefined();
  });

  it('as often as the class allows beside the first time', () => {
    expect(again(99, { tries: 3 })).toBeUndefined();
    expect(again(99, { tries: 4 })?.code).toBe('no-more-tries');
    expect(again(99, { tries: 1 }, 0)?.code).toBe('no-more-tries');
  });
});

describe('After a try that failed', () => {
  function failing(tries: number, unit: number, retries = 3) {
    const want = { ...WANT, tries, reason: 'none', tryTimer: 7, deadlineTimer: 0, whom: 2 };
    const waits: number[] = [];
    const [stopped, facts]: [number[], unknown[]] = [[], []];
    const me = {
      now: 100 * SECOND,
      load: 1,
      settings: { retries, backoff: SECOND, arrivals: 'open', pages: 9 },
      state: { reading: { wants: [want], failed: 0 }, recent: [] },
      random: () => ({ unit: () => unit, exponential: () => 1 }),
      after: { again: (wait: number) => void waits.push(wait), think: () => undefined },
      stop: (timer: number) => void stopped.push(timer),
      fact: (...all: unknown[]) => void facts.push(all),
    };
    failTry(me as never, want as never, 'timeout');
    return { want, waits, stopped, facts, reading: me.state.reading };
  }

  it.each([
    [1, 0, 1],
    [2, 0, 2],
    [3, 0, 4],
    [1, 1, 1.25],
    [3, 1, 5],
  ])('number %i with chance %f the next waits %f s', (tries, unit, seconds) => {
    const { waits, want, stopped } = failing(tries, unit);
    expect(waits).toEqual([seconds * SECOND]);
    expect(want).toMatchObject({ stage: 'again', again: (100 + seconds) * SECOND, reason: 'timeout', tryTimer: 0 });
    expect(stopped).toEqual([7]);
  });

  it('that was the last, the want ends, once', () => {
    const { waits, facts, reading } = failing(4, 0);
    expect(waits).toEqual([]);
    expect(facts).toEqual([['failed', 2, 3, 0, 'timeout']]);
    expect(reading).toEqual({ wants: [], failed: 1 });
  });
});

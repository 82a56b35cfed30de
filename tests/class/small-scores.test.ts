import { describe, expect, it } from 'vitest';
import { awardsOf, podiumOf } from '../../shared/class/results/awards.ts';
import { type RunScore, scoreOf, secondsOf } from '../../shared/class/results/scores.ts';
import { count, freshStats, type NodeStats } from '../../shared/class/run/node-stats.ts';
import { RecentWindow } from '../../shared/class/run/recent-window.ts';
import { FACTS, type Fact, type LogRow, LogType } from '../../shared/sim/index.ts';

/** An entry of the log of which only these numbers count. */
const ROW: LogRow = { seq: 0, type: LogType.fact, time: 0, node: 0, peer: -1, kind: 0, value: 0, ref: -1, reason: 0 };
const SECOND = 1_000_000;

interface Staged {
  readonly stats?: Partial<NodeStats>;
  readonly from?: Partial<NodeStats>;
  /** When its student took it over, s. */
  readonly since?: number;
  readonly goals?: readonly number[];
}

/** Machine 1 of three, each of which needs ten items in a run of 100 s; machine 2 has five. */
function scored({ stats: own = {}, from = {}, since = 0, goals = [1, 2] }: Staged): RunScore {
  const stats = [freshStats(), { ...freshStats(), ...own }, { ...freshStats(), got: 5 }];
  const facts = { itemsPerNode: 10, roles: ['server', 'client', 'client'] };
  const current = { stats, facts, goals: new Set(goals), plan: { durations: { play: 100 } } };
  return scoreOf(current as never, { node: 1, since: since * SECOND, from: { ...freshStats(), ...from } } as never);
}

describe('Points of a run', () => {
  it.each([
    ['nothing', {}, 0],
    ['half of its job', { stats: { got: 5 } }, 30],
    ['its job', { stats: { got: 10 } }, 60],
    ['more than its job', { stats: { got: 25 } }, 60],
    ['as much help as one machine needs', { stats: { gave: 10 } }, 30],
    ['more help than that', { stats: { gave: 99 } }, 30],
    ['three corrupt pieces that it found', { stats: { clean: 3 } }, 3],
    ['more than ten of them', { stats: { clean: 50 } }, 10],
    ['all of it', { stats: { got: 10, gave: 10, clean: 10 } }, 100],
  ])('are for %s', (_, staged, points) => {
    expect(scored(staged).points).toBe(points);
  });

  it('count only from the moment that the student had the machine', () => {
    const score = scored({
      stats: { got: 9, gave: 6, clean: 4, acts: 3 },
      from: { got: 8, gave: 6, clean: 3, acts: 1 },
    });
    expect(score).toMatchObject({ got: 1, helped: 0, clean: 1, acts: 2 });
    expect(score.points).toBe(30 + 1);
  });

  it('for help are by the share of the time that the student had, but of a tenth at least', () => {
    expect(scored({ stats: { gave: 5 }, since: 50 }).points).toBe(30);
    expect(scored({ stats: { gave: 5 }, since: 0 }).points).toBe(15);
    expect(scored({ stats: { gave: 1 }, since: 100 }).points).toBe(30);
  });

  it('of a machine without a job are the class’s, and so are those of one that had all when it was taken over', () => {
    expect(scored({ stats: { got: 10 }, goals: [2] }).points).toBe(30);
    expect(scored({ stats: { got: 10 }, from: { got: 10 } }).points).toBe(Math.round(60 * (15 / 20)));
  });

  it('tell when it had all, and not for who got it so', () => {
    expect(scored({ stats: { doneAt: 7 * SECOND } }).doneAfter).toBe(7);
    expect(scored({ stats: { doneAt: 0 } }).doneAfter).toBe(0);
    expect(scored({}).doneAfter).toBeNull();
    expect(scored({ stats: { doneAt: 7 * SECOND }, from: { doneAt: 0 } }).doneAfter).toBeNull();
  });
});

describe('The seconds of a run', () => {
  const lasted = (finished: readonly number[], doneAt: readonly number[]) =>
    secondsOf({
      goals: new Set([1, 2]),
      commentary: { finished },
      stats: [freshStats(), ...doneAt.map((at) => ({ ...freshStats(), doneAt: at * SECOND }))],
      run: { now: 90 * SECOND },
    } as never);

  it('are those until the last machine was done, and all where one was not', () => {
    expect(lasted([1, 2], [10, 30])).toBe(30);
    expect(lasted([1], [10, -1])).toBe(90);
  });
});

describe('A machine’s tally', () => {
  const counted = (lines: readonly [fact: Fact, node: number, peer: number][]): readonly NodeStats[] => {
    const stats = [freshStats(), freshStats()];
    for (const [fact, node, peer] of lines) count(stats, { ...ROW, time: 5, node, peer, kind: FACTS.indexOf(fact) });
    return stats;
  };

  it('counts what it got for itself, and as given for who gave it', () => {
    const [giver, taker] = counted([['got', 1, 0]]);
    expect(giver).toEqual({ ...freshStats(), gave: 1 });
    expect(taker).toEqual({ ...freshStats(), got: 1 });
  });

  it('counts nothing as given that came from itself or from nobody', () => {
    expect(counted([['got', 1, 1]])[1]).toMatchObject({ got: 1, gave: 0 });
    expect(counted([['got', 1, -1]])[0]).toEqual(freshStats());
    expect(() => counted([['got', 7, 0]])).not.toThrow();
  });

  it('counts each kind in its place', () => {
    const facts: Fact[] = ['asked', 'failed', 'decided', 'corrupt-rejected', 'fraud-rejected', 'corrupt-accepted'];
    const [own] = counted(facts.map((fact) => [fact, 0, -1]));
    expect(own).toEqual({ ...freshStats(), asked: 1, failed: 1, decided: 1, clean: 2 });
  });

  it('is done once, the first time, though that was at the start', () => {
    const stats = [freshStats()];
    for (const time of [0, 9]) count(stats, { ...ROW, time, kind: FACTS.indexOf('done') });
    expect(stats[0]?.doneAt).toBe(0);
  });

  it('counts acts of its person that were accepted, and no others', () => {
    const stats = [freshStats()];
    for (const [peer, value] of [
      [0, 1],
      [0, 0],
      [1, 1],
    ] as const) {
      count(stats, { ...ROW, type: LogType.acted, time: 1, peer, value });
    }
    expect(stats[0]?.acts).toBe(1);
  });
});

describe('The last of a stream', () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('are at most three, by their numbers, after %i came', (came) => {
    const window = new RecentWindow<number>(3);
    for (let n = 0; n < came; n++) window.push(n);
    const last = [came - 3, came - 2, came - 1].filter((n) => n >= 0);
    expect(window.next).toBe(came);
    expect(window.last(3)).toEqual(last);
    expect(window.last(99)).toEqual(last);
    expect(window.last(1)).toEqual(last.slice(-1));
    expect(window.since(came)).toEqual([]);
    expect(window.since(came - 1)).toEqual(last.slice(-1));
    expect(window.since(-5)).toEqual(last);
  });

  it('go on from where another one stood', () => {
    const window = new RecentWindow<number>(3, { next: 8, kept: [5, 6, 7] });
    window.push(8);
    expect(window.next).toBe(9);
    expect(window.since(7)).toEqual([7, 8]);
  });
});

const SCORE: RunScore = {
  node: 1,
  role: 'client',
  got: 0,
  helped: 0,
  clean: 0,
  acts: 0,
  doneAfter: null,
  points: 0,
};

/** A class at the reveal of its only run, in which these students had these scores. */
function revealed(scores: { readonly [seat: string]: Partial<RunScore> }) {
  const seats = Object.keys(scores).map((id) => [id, { id, name: id, mark: id }] as const);
  const run = {
    round: 0,
    run: 0,
    result: { measures: [] },
    scores: new Map(Object.entries(scores).map(([seat, score]) => [seat, { ...SCORE, ...score }])),
  };
  const state = {
    seats: new Map(seats),
    rounds: [],
    phase: { step: 0 },
    steps: [{ phase: 'reveal', round: 0 }],
    lesson: { rounds: [] },
  };
  return { state, finished: new Map([[0, run]]) } as never;
}
const praised = (seat: string, scores: Parameters<typeof revealed>[0]) =>
  awardsOf(revealed(scores), seat).map(({ key, args }) => [key.replace('praise.', ''), args?.['n']]);

describe('A student is praised', () => {
  it('for being first, who had all no later than anybody', () => {
    const both = { a: { doneAfter: 5 }, b: { doneAfter: 9 }, c: {} };
    expect(praised('a', both)).toEqual([
      ['first', undefined],
      ['finished', undefined],
    ]);
    expect(praised('b', both)).toEqual([['finished', undefined]]);
    expect(praised('a', { a: { doneAfter: 5 }, b: { doneAfter: 5 } })[0]).toEqual(['first', undefined]);
  });

  it('for what was found, given and done, with its number', () => {
    expect(praised('a', { a: { clean: 2, helped: 1, acts: 5 } })).toEqual([
      ['clean', 2],
      ['helped', 1],
      ['active', 5],
    ]);
  });

  it('for taking part, where there was nothing else, and not at all who had no machine', () => {
    expect(praised('a', { a: { acts: 4 } })).toEqual([['part', undefined]]);
    expect(praised('z', { a: {} })).toEqual([]);
  });

  it('three times at most', () => {
    expect(praised('a', { a: { doneAfter: 1, clean: 1, helped: 1, acts: 9 } })).toHaveLength(3);
  });
});

describe('The podium', () => {
  const podium = (scores: Parameters<typeof revealed>[0]) =>
    podiumOf(revealed(scores)).map(({ title, name, value }) => [title.key.replace('podium.', ''), name, value]);

  it('has the best of each kind, nobody twice, and the first of two alike', () => {
    expect(podium({ a: { got: 5, helped: 9 }, b: { got: 4, helped: 3, acts: 7 }, c: { helped: 3, acts: 7 } })).toEqual([
      ['delivered', 'a', 5],
      ['helped', 'b', 3],
      ['active', 'c', 7],
    ]);
  });

  it('has nobody for what nobody did', () => {
    expect(podium({ a: { clean: 1 }, b: {} })).toEqual([['clean', 'a', 1]]);
  });
});

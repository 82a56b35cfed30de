import { beforeEach, describe, expect, test } from 'vitest';
import { ClassRunner } from '../../server/classes/class-runner.ts';
import { emptyCredentials } from '../../server/classes/credentials.ts';
import type { Entry, Journal, Stored, Written } from '../../server/journal/contract.ts';
import { Classroom, openClass } from '../../shared/class/index.ts';
import { CATALOGUE, LESSON, SECRET } from '../class/sample.ts';
import { commandOf } from '../class/world.ts';

const SERVER = { kind: 'server' } as const;
const DESK = { kind: 'instructor' } as const;

/** A journal in memory that a test can hold up or break. */
class FakeJournal implements Journal {
  readonly commits: (readonly Entry[])[] = [];
  problem: string | undefined;
  /** Set: a commit waits until it is called. */
  hold: ((commit: () => void) => void) | undefined;

  async append(_code: string, entries: readonly Entry[]): Promise<Written> {
    const { hold } = this;
    if (hold !== undefined) await new Promise<void>((resolve) => hold(resolve));
    if (this.problem !== undefined) return { ok: false, problem: this.problem };
    this.commits.push(JSON.parse(JSON.stringify(entries)));
    return { ok: true };
  }
  async read(): Promise<Stored> {
    return { ok: true, entries: this.commits.flat() };
  }
  reserve = async () => ({ ok: true }) as const;
  open = async () => [];
  close = async () => ({ ok: true }) as const;
  dispose = async () => undefined;
}

let journal: FakeJournal;
let live: ClassRunner;
let now = 0;
let reports: string[] = [];
let tasks: (() => void)[] = [];

const runTasks = async () => {
  for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) task();
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};
const join = (seat: string) =>
  live.submit({ command: { type: 'join', seat, device: `device-${seat}`, name: `Pupil ${seat}` }, actor: SERVER });
const eventsIn = (commit: readonly Entry[] | undefined) =>
  (commit ?? []).map((entry) => (entry.type === 'event' ? entry.event.type : entry.type));

beforeEach(() => {
  journal = new FakeJournal();
  [now, reports, tasks] = [0, [], []];
  const events = openClass({ code: 'CDFGH', title: 'Class', lesson: LESSON, seed: 1, secret: SECRET }, 0);
  journal.commits.push(events.map((event) => ({ type: 'event', event })));
  live = new ClassRunner(Classroom.rebuild(CATALOGUE, events), emptyCredentials(), {
    catalogue: CATALOGUE,
    journal,
    now: () => now,
    report: (sentence) => reports.push(sentence),
    soon: (work) => tasks.push(work),
  });
});

describe('Commands that arrive together', () => {
  test('share one commit, each decided on what those before it did', async () => {
    const [a, b, again] = [
      join('a'),
      join('b'),
      live.submit({ command: { type: 'connected', seat: 'a' }, actor: SERVER }),
    ];
    await runTasks();
    expect(await Promise.all([a, b, again])).toEqual([{ ok: true, seat: 'a' }, { ok: true, seat: 'b' }, { ok: true }]);
    expect(journal.commits).toHaveLength(2);
    expect(eventsIn(journal.commits[1])).toEqual(['joined', 'joined', 'connected']);
  });

  test('are answered after the commit, never before', async () => {
    let commit: (() => void) | undefined;
    journal.hold = (resolve) => {
      commit = resolve;
    };
    let answered = false;
    const outcome = join('a').then((result) => {
      answered = true;
      return result;
    });
    await runTasks();
    expect(commit).toBeDefined();
    expect(answered).toBe(false);
    commit?.();
    expect(await outcome).toEqual({ ok: true, seat: 'a' });
  });

  test('while a commit is under way wait for the next one', async () => {
    const held: (() => void)[] = [];
    journal.hold = (resolve) => held.push(resolve);
    const first = join('a');
    await runTasks();
    const later = [join('b'), join('c')];
    await runTasks();
    expect(held).toHaveLength(1);
    held[0]?.();
    await first;
    await runTasks();
    held[1]?.();
    await Promise.all(later);
    expect(journal.commits.slice(1).map(eventsIn)).toEqual([['joined'], ['joined', 'joined']]);
  });

  test('that are refused or change nothing are not journaled', async () => {
    const outcomes = [
      live.submit({
        command: commandOf({ type: 'pause' }, live.classroom, live.at()),
        actor: { kind: 'student', seat: 'x' },
      }),
      live.submit({ command: { type: 'tick' }, actor: SERVER }),
    ];
    await runTasks();
    expect((await Promise.all(outcomes)).map(({ ok }) => ok)).toEqual([false, true]);
    expect(journal.commits).toHaveLength(1);
  });
});

describe('A journal that can not be written', () => {
  beforeEach(async () => {
    const joined = join('a');
    await runTasks();
    await joined;
    journal.problem = 'disk full';
  });

  test('refuses with a sentence, and the class is what the journal says', async () => {
    const outcomes = [join('b'), live.submit({ command: { type: 'lock', on: true }, actor: DESK })];
    await runTasks();
    const refused = { ok: false, refusal: { code: 'not-saved', said: { key: 'refusal.not-saved' } } };
    expect(await Promise.all(outcomes)).toEqual([refused, refused]);
    expect(live.classroom.hasSeat('a')).toBe(true);
    expect(live.classroom.hasSeat('b')).toBe(false);
    expect(live.classroom.locked).toBe(false);
    expect(reports).toEqual([expect.stringContaining('disk full')]);
  });

  test('is tried again once a second, tells once, and then everything goes on', async () => {
    const attempt = async () => {
      const outcome = join('b');
      await runTasks();
      return (await outcome).ok;
    };
    expect(await attempt()).toBe(false);
    now += 999;
    journal.problem = undefined;
    expect(await attempt()).toBe(false);
    now += 1;
    expect(await attempt()).toBe(true);
    expect(reports).toEqual([expect.stringContaining('disk full'), expect.stringContaining('again')]);
    const events = journal.commits.flat().flatMap((entry) => (entry.type === 'event' ? [entry.event] : []));
    expect(Classroom.rebuild(CATALOGUE, events).roster()).toEqual(live.classroom.roster());
  });
});

describe('Class time', () => {
  test('goes on from the last event by the server’s clock, in whole ms, and phases change by it', async () => {
    const start = live.submit({ command: commandOf({ type: 'start' }, live.classroom, live.at()), actor: DESK });
    await runTasks();
    expect(await start).toEqual({ ok: true });
    now = 9_999.9;
    live.step();
    await runTasks();
    expect(live.at()).toBe(9_999);
    expect(live.classroom.publicView(live.at()).phase).toBe('brief');
    now = 10_000;
    live.step();
    await runTasks();
    expect(live.classroom.publicView(live.at()).phase).toBe('predict');
  });

  test('in play is marked once a second, so that a restart knows how far the class had come', async () => {
    const start = live.submit({ command: commandOf({ type: 'start' }, live.classroom, live.at()), actor: DESK });
    await runTasks();
    await start;
    const [play] = [10_000 + 20_000];
    for (now = 0; now < play + 5_500; now += 50) {
      live.step();
      await runTasks();
    }
    const marks = journal.commits
      .flat()
      .filter((entry) => entry.type === 'event' && entry.event.type === 'clock' && entry.event.at > play);
    expect(marks.length).toBeGreaterThanOrEqual(4);
    expect(marks.length).toBeLessThanOrEqual(6);
  });
});

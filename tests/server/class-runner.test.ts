import { beforeEach, describe, expect, test } from 'vitest';
import type { ClassRunner } from '../../server/classes/class-runner.ts';
import type { Entry } from '../../server/journal/contract.ts';
import { Classroom } from '../../shared/class/index.ts';
import { CATALOGUE } from '../class/sample.ts';
import { commandOf } from '../class/world.ts';
import { FULL, MemoryJournal } from './support/memory-journal.ts';
import { newRunner } from './support/runner.ts';

const SERVER = { kind: 'server' } as const;
const DESK = { kind: 'instructor' } as const;

let journal: MemoryJournal;
let live: ClassRunner;
let now = 0;
let reports: string[] = [];
let tasks: (() => void)[] = [];

/** Everything that can be done without a commit that is held up. */
const runTasks = async () => {
  do {
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) task();
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  } while (tasks.length > 0);
};
/** The class as everybody may see it. */
const kept = () => {
  if (live.kept === null) throw new Error('the class is ahead of its journal');
  return live.kept;
};
const join = (seat: string) =>
  live.submit({ command: { type: 'join', seat, device: `device-${seat}`, name: `Pupil ${seat}` }, actor: SERVER });
const eventsIn = (commit: readonly Entry[] | undefined) =>
  (commit ?? []).map((entry) => (entry.type === 'event' ? entry.event.type : entry.type));

beforeEach(() => {
  journal = new MemoryJournal();
  [now, reports, tasks] = [0, [], []];
  live = newRunner({
    journal,
    now: () => now,
    report: (sentence) => reports.push(sentence),
    soon: (work) => tasks.push(work),
  });
});

describe('Commands that arrive together', () => {
  test('rule journal 2.1: share one commit, each decided on what those before it did', async () => {
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

  test('rule journal 2.2: are answered after the commit, never before', async () => {
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

  test('rule journal 2.4: while a commit is under way wait for the next one', async () => {
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

  test('rule journal 2.8: that are refused or change nothing are not journaled', async () => {
    const outcomes = [
      live.submit({
        command: commandOf({ type: 'pause' }, live.latest, live.at()),
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
    journal.failed = FULL;
  });

  test('rule journal 2.5: refuses with a sentence, and the class is what the journal says', async () => {
    const outcomes = [join('b'), live.submit({ command: { type: 'lock', on: true }, actor: DESK })];
    await runTasks();
    const refused = { ok: false, refusal: { code: 'not-saved', said: { key: 'refusal.not-saved' } } };
    expect(await Promise.all(outcomes)).toEqual([refused, refused]);
    expect(kept().hasSeat('a')).toBe(true);
    expect(kept().hasSeat('b')).toBe(false);
    expect(kept().locked).toBe(false);
    expect(reports).toEqual([expect.stringContaining('disk is full')]);
  });

  test('rule journal 2.6: is tried again once a second, tells once, and then everything goes on', async () => {
    const attempt = async () => {
      const outcome = join('b');
      await runTasks();
      return (await outcome).ok;
    };
    expect(await attempt()).toBe(false);
    now += 999;
    journal.failed = undefined;
    expect(await attempt()).toBe(false);
    now += 1;
    expect(await attempt()).toBe(true);
    expect(reports).toEqual([expect.stringContaining('disk is full'), expect.stringContaining('again')]);
    const events = journal.commits.flat().flatMap((entry) => (entry.type === 'event' ? [entry.event] : []));
    expect(Classroom.rebuild(CATALOGUE, events).roster()).toEqual(kept().roster());
  });
});

describe('A class that is ahead of its journal', () => {
  let commit: (() => void) | undefined;
  const lock = () => live.submit({ command: { type: 'lock', on: true }, actor: DESK });
  beforeEach(() => {
    journal.hold = (resolve) => {
      commit = resolve;
    };
  });

  test('rule journal 2.3: is hidden until the commit is there; who looks meanwhile sees it then', async () => {
    const outcome = lock();
    await runTasks();
    expect(live.kept).toBeNull();
    let seen: unknown;
    const looking = live.read(({ locked }) => locked).then((locked) => (seen = locked));
    await runTasks();
    expect(seen).toBeUndefined();
    commit?.();
    expect(await outcome).toEqual({ ok: true });
    expect(await looking).toBe(true);
    expect(kept().locked).toBe(true);
  });

  test('calls back whoever was held up, between two commits of a class that is never quiet', async () => {
    const shown: (boolean | undefined)[] = [];
    live.whenKept(() => shown.push(live.kept?.locked));
    const outcomes = [lock()];
    for (let times = 0; times < 3; times++) {
      await runTasks();
      outcomes.push(live.submit({ command: { type: 'lock', on: times % 2 === 1 }, actor: DESK }));
      expect(live.kept).toBeNull();
      commit?.();
    }
    await runTasks();
    commit?.();
    await Promise.all(outcomes);
    expect(shown).toEqual([true, false, true, false]);
  });

  test('rule journal 2.5: is shown as the journal has it after a commit that failed', async () => {
    const outcome = lock();
    await runTasks();
    const looking = live.read(({ locked }) => locked);
    journal.failed = FULL;
    commit?.();
    expect(await outcome).toMatchObject({ ok: false, refusal: { code: 'not-saved' } });
    expect(await looking).toBe(false);
  });

  test('rule journal 2.7: is not shown at all while its journal can not even be read, and comes back with it', async () => {
    const outcome = lock();
    await runTasks();
    const looking = live.read(({ locked }) => locked);
    journal.failed = FULL;
    journal.unreadable = { ok: false, cause: 'io', problem: 'no disk' };
    journal.hold = undefined;
    commit?.();
    expect(await outcome).toMatchObject({ ok: false, refusal: { code: 'not-saved' } });
    const refused = { refusal: { code: 'not-saved', said: { key: 'refusal.not-saved' } } };
    expect([await looking, await live.read(({ locked }) => locked)]).toEqual([refused, refused]);
    expect(live.kept).toBeNull();
    [journal.failed, journal.unreadable, now] = [undefined, undefined, now + 1_000];
    live.step();
    await runTasks();
    expect(kept().locked).toBe(false);
    expect(reports).toEqual([
      expect.stringContaining('disk is full'),
      expect.stringContaining('no disk'),
      expect.stringContaining('again'),
    ]);
  });
});

describe('A checkpoint', () => {
  test('rule journal 4.3: is kept every twenty seconds, of the class as it is kept, and a rebuild begins there', async () => {
    await Promise.all([join('a'), runTasks()]);
    expect(journal.checkpoint).toBeUndefined();
    now = 20_000;
    await Promise.all([join('b'), runTasks()]);
    const first = journal.checkpoint;
    expect(first?.after).toBe(3);
    now = 30_000;
    await Promise.all([join('c'), runTasks()]);
    expect(journal.checkpoint).toBe(first);
    journal.failed = FULL;
    const refused = join('d');
    await runTasks();
    expect(await refused).toMatchObject({ ok: false });
    expect(
      kept()
        .roster()
        .map(({ name }) => name),
    ).toEqual(['Pupil a', 'Pupil b', 'Pupil c']);
    expect(kept().lastAt).toBe(30_000);
  });
});

describe('Class time', () => {
  test('goes on from the last event by the server’s clock, in whole ms, and phases change by it', async () => {
    const start = live.submit({ command: commandOf({ type: 'start' }, live.latest, live.at()), actor: DESK });
    await runTasks();
    expect(await start).toEqual({ ok: true });
    now = 9_999.9;
    live.step();
    await runTasks();
    expect(live.at()).toBe(9_999);
    expect(kept().publicView(live.at()).phase).toBe('brief');
    now = 10_000;
    live.step();
    await runTasks();
    expect(kept().publicView(live.at()).phase).toBe('predict');
  });

  test('rule journal 3.3: in play is marked once a second, so that a restart knows how far the class had come', async () => {
    const start = live.submit({ command: commandOf({ type: 'start' }, live.latest, live.at()), actor: DESK });
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

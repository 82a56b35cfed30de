import { cpSync, existsSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { viewerOf } from '../../server/audience/viewer.ts';
import type { ClassRunner } from '../../server/classes/class-runner.ts';
import { hashOf, newSecret } from '../../server/identity/secrets.ts';
import { tokenText } from '../../server/identity/tokens.ts';
import type { Entry } from '../../server/journal/contract.ts';
import { Classroom } from '../../shared/class/index.ts';
import { everything } from '../class/world.ts';
import { FULL } from './support/memory-journal.ts';
import { foundIn, joined, opened, press, RegistryWorld } from './support/registry.ts';

const SERVER = { kind: 'server' } as const;

let world: RegistryWorld;
beforeEach(() => {
  world = new RegistryWorld();
});
afterEach(() => world.end());

describe('After a restart', () => {
  test('rule journal 3.1, 3.2: keys and tokens open what they opened before, and nobody counts as connected', async () => {
    const first = world.registry();
    const { runner, key } = await opened(first);
    const { seat, token } = await joined(first, runner, 'Ada');
    await runner.submit({ command: { type: 'connected', seat }, actor: SERVER });
    const found = await foundIn(await world.restart(), runner.code);
    expect(await viewerOf(found, { kind: 'desk', key })).toEqual({ kind: 'desk' });
    expect(await viewerOf(found, { kind: 'seat', token })).toEqual({ kind: 'seat', seat, tenure: 0 });
    expect(found.roster()).toMatchObject([{ name: 'Ada', connected: false }]);
  });

  test('rule journal 3.2: class time goes on from the last event', async () => {
    const { runner } = await opened(world.registry());
    await press(runner, 'start');
    const found = await foundIn(await world.restart(), runner.code);
    expect(found.at()).toBe(await runner.read(({ lastAt }) => lastAt));
  });

  test('rule journal 3.6: a class of yesterday is over, one of an hour ago is not', async () => {
    const { runner } = await opened(world.registry());
    expect('refusal' in (await (await world.restart(11)).find(runner.code))).toBe(false);
    const later = await world.restart(13);
    expect(await later.find(runner.code)).toMatchObject({ refusal: { code: 'ended' } });
    expect(await world.journal.reserve(runner.code, [])).toEqual({ ok: false, taken: true });
  });

  test('a journal that is whole but no class is set aside with a sentence; one that nobody was told of is put away', async () => {
    const odd: Entry = { type: 'event', event: { type: 'clock', at: 0 } };
    await world.journal.reserve('CDFGH', [odd]);
    await world.journal.reserve('JKMNP', []);
    const registry = await world.restart();
    expect(await registry.find('CDFGH')).toMatchObject({ refusal: { code: 'set-aside' } });
    expect(await registry.find('JKMNP')).toMatchObject({ refusal: { code: 'ended' } });
    expect(world.reports).toEqual([
      expect.stringMatching(/^Class CDFGH was set aside: .+ other classes go on\.$/),
      expect.stringMatching(/^Class JKMNP was put away: .+ anybody was told/),
    ]);
  });

  test('nothing is written for a class in which nobody was connected, so that it can grow old', async () => {
    const { runner } = await opened(world.registry());
    const before = await world.journal.read(runner.code);
    await world.restart();
    expect(await world.journal.read(runner.code)).toEqual(before);
  });

  test('rule journal 3.5: the class that is asked for does not wait for those that nobody asks for, which come one after the other', async () => {
    const first = world.registry();
    const codes: string[] = [];
    for (let times = 0; times < 4; times++) codes.push((await opened(first)).runner.code);
    const [a = '', b = '', c = '', d = ''] = codes.sort();
    const order: string[] = [];
    let letRead = (): void => undefined;
    const mayRead = new Promise<void>((resolve) => {
      letRead = resolve;
    });
    await world.reopen((real) => ({
      read: async (code, engine) => {
        order.push(code);
        if (code === a) await mayRead;
        return real.read(code, engine);
      },
    }));
    const registry = world.registry();
    await registry.discover();
    const all = registry.wakeAll();
    await foundIn(registry, d);
    expect(order).toEqual([a, d]);
    letRead();
    await all;
    expect(order).toEqual([a, d, b, c]);
  });

  test('nobody is given a class before it can be reached', async () => {
    const { code } = (await opened(world.registry())).runner;
    await world.reopen();
    let admit = (): void => undefined;
    world.admit = () =>
      new Promise<void>((resolve) => {
        admit = resolve;
      });
    const registry = world.registry();
    await registry.discover();
    const isThere = vi.fn();
    const both = [registry.find(code).then(isThere), registry.find(code).then(isThere)];
    await vi.waitFor(() => expect(registry.awake(code)).toBeDefined());
    both.push(registry.find(code).then(isThere));
    await new Promise(setImmediate);
    expect(isThere).not.toHaveBeenCalled();
    admit();
    await Promise.all(both);
    expect(isThere).toHaveBeenCalledTimes(3);
  });
});

describe('A class that comes back from a checkpoint', () => {
  async function inPlay(): Promise<ClassRunner> {
    const registry = world.registry();
    const { runner } = await opened(registry);
    await joined(registry, runner, 'Ada');
    await press(runner, 'start', 'next', 'next');
    for (let second = 0; second < 25; second++) {
      world.now += 1_000;
      await runner.submit({ command: { type: 'tick' }, actor: SERVER });
    }
    return runner;
  }
  const picture = (runner: ClassRunner) => runner.read((room) => everything(room, room.lastAt));

  test('rule journal 4.1: is the one that it would be from its first event', async () => {
    const runner = await inPlay();
    const { code } = runner;
    const before = await picture(runner);
    const apply = vi.spyOn(Classroom.prototype, 'apply');
    const quick = await picture(await foundIn(await world.restart(), code));
    const folded = apply.mock.calls.length;
    const whole = await picture(await foundIn(await world.restart(0, 'another engine'), code));
    expect(apply.mock.calls.length).toBeGreaterThan(2 * folded + 10);
    expect([quick, whole]).toEqual([before, before]);
    expect(existsSync(join(world.folder, 'open', `${code}.checkpoint`))).toBe(true);
    apply.mockRestore();
  });

  test('has the seats that were moved where they are: old tokens stay old, and codes open what they opened', async () => {
    const first = world.registry();
    const { runner } = await opened(first);
    const { seat, token } = await joined(first, runner, 'Ada');
    const code = await runner.read((room) => ({ code: room.seatCode(seat) }));
    const secret = newSecret();
    await runner.submit({
      command: { type: 'move', seat, device: hashOf('another device') },
      actor: SERVER,
      credential: (holder) => ({ type: 'grant', holder, hash: hashOf(secret), alone: true }),
    });
    const keep = vi.spyOn(world.journal, 'keep');
    world.now += 25_000;
    await runner.submit({ command: { type: 'connected', seat }, actor: SERVER });
    await vi.waitFor(() => expect(keep).toHaveBeenCalledOnce());
    await keep.mock.results[0]?.value;
    const found = await foundIn(await world.restart(), runner.code);
    expect(await viewerOf(found, { kind: 'seat', token })).toMatchObject({ refusal: { code: 'seat-moved' } });
    const moved = tokenText({ seat, secret });
    expect(await viewerOf(found, { kind: 'seat', token: moved })).toEqual({ kind: 'seat', seat, tenure: 1 });
    expect(found.credentials.moves).toBe(1);
    expect(await found.read((room) => ({ code: room.seatCode(seat) }))).toEqual(code);
  });

  test('rule journal 4.2: that no program can read is folded from its first event', async () => {
    const runner = await inPlay();
    const before = await picture(runner);
    await world.journal.keep(runner.code, { engine: 'engine', body: '[]\n{"class":{"state":{}},"run":null}' });
    expect(await picture(await foundIn(await world.restart(), runner.code))).toEqual(before);
  });
});

test('A disk that has no room when the server starts is no damage: the class waits, says why, and is back by itself', async () => {
  const first = world.registry();
  const { runner } = await opened(first);
  const { seat } = await joined(first, runner, 'Ada');
  await runner.submit({ command: { type: 'connected', seat }, actor: SERVER });
  let isFull = true;
  await world.reopen((real) => ({
    append: async (code, entries) => (isFull ? FULL : real.append(code, entries)),
  }));
  const registry = world.registry();
  expect(await registry.discover()).toEqual([runner.code]);
  await registry.wakeAll();
  expect(await registry.find(runner.code)).toMatchObject({ refusal: { code: 'class-waits' } });
  expect(registry.health()).toMatchObject({ ok: false, problems: ['1 class waits to be opened: the disk is full.'] });
  world.now += 1_000;
  await registry.upkeep();
  expect(registry.health().ok).toBe(false);
  expect(world.reports).toEqual([
    expect.stringMatching(/can't be opened just now: the disk is full. It is tried again/),
  ]);
  isFull = false;
  world.now += 2_000;
  await registry.upkeep();
  expect((await foundIn(registry, runner.code)).roster()).toMatchObject([{ name: 'Ada', connected: false }]);
  expect(registry.health()).toEqual({ ok: true, classes: 1, asleep: 0, problems: [] });
});

test('rule journal 3.4: A journal whose end is torn is told in the log and on the desk with where the class goes on', async () => {
  const { runner } = await opened(world.registry());
  await press(runner, 'start', 'next', 'next');
  const copy = mkdtempSync(join(world.folder, 'copy-'));
  cpSync(join(world.folder, 'open'), join(copy, 'open'), { recursive: true });
  const log = join(copy, 'open', `${runner.code}.sqlite-wal`);
  rmSync(join(copy, 'open', `${runner.code}.sqlite-shm`));
  truncateSync(log, statSync(log).size - 100);
  await world.reopen(undefined, copy);
  const registry = world.registry();
  await registry.discover();
  const back = await foundIn(registry, runner.code);
  expect(back.notice()).toEqual({ key: 'notice.lost-timed', args: { phase: 'predict', time: '0:20' } });
  expect(world.reports).toEqual([
    `Class ${runner.code}: the end of its journal is lost. It goes on from its last whole entry: predict, round 1, 0:20 before its end.`,
  ]);
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { everything } from '../class/world.ts';
import { startTestApp, type TestApp } from './support/app.ts';
import { joinStudent, openDesk, Page } from './support/page.ts';
import { foundIn, HOUR, joined, opened, press, RegistryWorld } from './support/registry.ts';

const SERVER = { kind: 'server' } as const;
const AWHILE = 41_000;

describe('A class that everybody has left', () => {
  let world: RegistryWorld;
  beforeEach(() => {
    world = new RegistryWorld();
  });
  afterEach(() => world.end());

  test('rule journal 3.7: rests after forty seconds, not before, and not while somebody looks, asks or is awaited', async () => {
    const registry = world.registry();
    const { runner } = await opened(registry);
    const isHere = () => registry.awake(runner.code) !== undefined;
    const pass = async (ms: number) => {
      await new Promise(setImmediate);
      world.now += ms;
      await registry.rest();
    };
    await pass(40_000);
    expect(isHere()).toBe(true);
    world.watched.add(runner.code);
    await pass(AWHILE);
    expect(isHere()).toBe(true);
    world.watched.clear();
    await registry.find(runner.code);
    await pass(39_000);
    expect(isHere()).toBe(true);
    const { seat } = await joined(registry, runner, 'Ada');
    await pass(AWHILE);
    expect(isHere()).toBe(true);
    await runner.submit({ command: { type: 'connected', seat }, actor: SERVER });
    await pass(1);
    expect(isHere()).toBe(false);
    expect(registry.knows(runner.code)).toBe(true);
  });

  test('rule journal 3.7: comes back as it was left, its clock with it, and as long unused as it was', async () => {
    const registry = world.registry();
    const { runner } = await opened(registry);
    const { seat } = await joined(registry, runner, 'Ada');
    for (const type of ['connected', 'disconnected'] as const)
      await runner.submit({ command: { type, seat }, actor: SERVER });
    await press(runner, 'start', 'next', 'next');
    const before = await runner.read((room) => everything(room, room.lastAt));
    const { lastAt } = runner.latest;
    const { touched } = runner;
    world.now += AWHILE;
    await registry.rest();
    world.now += HOUR;
    const found = await foundIn(registry, runner.code);
    expect(found).not.toBe(runner);
    expect(await found.read((room) => everything(room, room.lastAt))).toEqual(before);
    expect(found.at()).toBe(lastAt);
    expect(found.roster()).toMatchObject([{ name: 'Ada', connected: false }]);
    expect(found.touched).toBe(touched);
  });

  test('is one class even when it is asked for while it goes to rest, and whoever held it before is told to wait', async () => {
    let down = (): void => undefined;
    world.takeDown = () =>
      new Promise<void>((resolve) => {
        down = resolve;
      });
    const registry = world.registry();
    const { runner } = await opened(registry);
    world.now += AWHILE;
    const resting = registry.rest();
    const isBack = vi.fn();
    const both = [registry.find(runner.code), registry.find(runner.code)].map((found) => found.then(isBack));
    const late = await runner.submit({ command: { type: 'tick' }, actor: SERVER });
    expect(late).toMatchObject({ ok: false, refusal: { code: 'class-waits' } });
    await new Promise(setImmediate);
    expect(isBack).not.toHaveBeenCalled();
    down();
    await Promise.all([resting, ...both]);
    const [first, second] = isBack.mock.calls.map(([found]) => found);
    expect(first).toBe(second);
    expect(first).toBe(registry.awake(runner.code));
  });

  test('does not rest while a commit is on its way', async () => {
    let append = (): void => undefined;
    await world.reopen((real) => ({
      append: async (code, entries) => {
        await new Promise<void>((resolve) => {
          append = resolve;
        });
        return real.append(code, entries);
      },
    }));
    const registry = world.registry();
    const { runner } = await opened(registry);
    const answer = runner.submit({ command: { type: 'bots', fillTo: 5 }, actor: { kind: 'instructor' } });
    await vi.waitFor(() => expect(runner.kept).toBeNull());
    world.now += AWHILE;
    await registry.rest();
    expect(registry.awake(runner.code)).toBe(runner);
    append();
    expect(await answer).toMatchObject({ ok: true });
    await new Promise(setImmediate);
    await registry.rest();
    expect(registry.awake(runner.code)).toBeUndefined();
  });

  test('is told of, gives way where room is wanted, and is put away after twelve hours, as if it were here', async () => {
    const registry = world.registry();
    const { runner } = await opened(registry);
    world.now += AWHILE;
    await registry.rest();
    const { code } = runner;
    expect(registry.used()).toMatchObject([{ code, title: 'Class', joined: 0, connected: 0, isWatched: false }]);
    expect(await registry.close(code, 'so')).toBe(true);
    expect(registry.used()).toEqual([]);
    expect(await registry.find(code)).toMatchObject({ refusal: { code: 'ended' } });

    const { runner: old } = await opened(registry);
    world.now += AWHILE;
    await registry.rest();
    world.now += 12 * HOUR;
    await registry.tidy();
    expect(await registry.find(old.code)).toMatchObject({ refusal: { code: 'ended' } });
    expect(world.reports.at(-1)).toMatch(
      new RegExp(`^Class ${old.code} was put away: nobody has used it for twelve hours`),
    );
  });
});

describe('On a server', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  test('a class that rested in play goes on for desk and student who come back, and others never notice', async () => {
    const { code, key, desk } = await openDesk(app.url);
    const other = await openDesk(app.url);
    const ada = await joinStudent(app.url, code, 'Ada');
    await desk.skipTo('play');
    const points = ada.page.seat?.points;
    for (const page of [ada.page, desk]) await page.leave();
    app.clock.skip(AWHILE);
    await app.game.upkeep();
    app.clock.skip(10 * 60_000);
    const back = await Page.open(app.url, code, { kind: 'desk', key });
    expect(back.state.phase).toBe('play');
    const again = await Page.open(app.url, code, { kind: 'seat', token: ada.token });
    await again.until(() => again.seat !== undefined);
    expect(again.seat).toMatchObject({ name: 'Ada', points });
    expect(await back.instruct({ type: 'pause' })).toEqual({ ok: true });
    expect(await other.desk.instruct({ type: 'start' })).toEqual({ ok: true });
  });
});

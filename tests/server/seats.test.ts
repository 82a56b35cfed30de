import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Claim } from '../../shared/protocol/claim.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import { startTestApp, type TestApp } from './support/app.ts';
import { ask, deviceFor, openClass, refusalOf, takeSeat } from './support/ask.ts';
import { joinStudent, openDesk, Page } from './support/page.ts';

const TWELVE_HOURS = 12 * 3_600_000;

let game: TestApp;
beforeAll(async () => {
  game = await startTestApp();
});
afterAll(() => game.close());

const enter = (code: string, claim: Claim) => Page.open(game.url, code, claim);

describe('Who may come in', () => {
  test('nobody with a wrong key or a made-up token, and they are told so by HTTP’s own numbers', async () => {
    const { code } = await openClass(game.url);
    const { seat } = await takeSeat(game.url, code, 'Ada');
    const claims: readonly Claim[] = [
      { kind: 'desk', key: 'not-the-key' },
      { kind: 'seat', token: 'nothing' },
      { kind: 'seat', token: `${seat}.made-up` },
      { kind: 'seat', token: 'desk.made-up' },
    ];
    for (const claim of claims) await expect(enter(code, claim)).rejects.toMatchObject({ code: 403 });
    for (const unknown of ['CDFGHJ', 'x', '../..', '__proto__', 'a'.repeat(500)]) {
      await expect(enter(unknown, { kind: 'board' }), unknown).rejects.toMatchObject({
        code: 404,
      });
    }
  });

  test('rule secrecy 1.3: nobody with a key or token of another class', async () => {
    const [one, two] = [await openClass(game.url), await openClass(game.url)];
    const { token } = await takeSeat(game.url, one.code, 'Ada');
    await expect(enter(two.code, { kind: 'desk', key: one.key })).rejects.toMatchObject({ code: 403 });
    await expect(enter(two.code, { kind: 'seat', token })).rejects.toMatchObject({ code: 403 });
    await (await enter(one.code, { kind: 'seat', token })).leave();
  });

  test('nobody new while the class is locked; whoever has a seat comes back', async () => {
    const { code, desk } = await openDesk(game.url);
    const ada = await joinStudent(game.url, code, 'Ada');
    await desk.instruct({ type: 'lock', on: true });
    const seats = `${game.url}/api/classes/${code}/seats`;
    expect(await refusalOf(ask(seats, { name: 'Ben', device: 'device-of-Ben' }))).toBe('locked');
    expect((await takeSeat(game.url, code, 'Ada')).seat).toBe(ada.seat);
    await (await enter(code, { kind: 'seat', token: ada.token })).until(() => true);
  });

  test('as the framework’s other ways in are closed', async () => {
    for (const method of ['create', 'joinOrCreate', 'join', 'reconnect']) {
      const { status } = await ask(`${game.url}/matchmake/${method}/class`, {});
      expect(status, method).toBe(404);
    }
  });
});

describe('A seat', () => {
  test('open in a second tab is closed in the first, which is told so; the class sees one student', async () => {
    const { code, desk } = await openDesk(game.url);
    const first = await joinStudent(game.url, code, 'Ada');
    const second = await enter(code, { kind: 'seat', token: first.token });
    await first.page.until(() => first.page.closed !== undefined);
    expect(first.page.closed).toBe(CLOSE.replaced);
    expect(first.page.goodbyes).toEqual([{ code: 'other-tab', said: { key: 'refusal.other-tab' } }]);
    await second.until(() => second.seat?.seat === first.seat);
    await desk.until(() => desk.roster.get(first.seat)?.connected === true);
    await desk.until(() => desk.state.joined === 1 && desk.state.connected === 1);
  });

  test('that was asked for again from the same device is the same seat, and both tokens open it', async () => {
    const { code } = await openClass(game.url);
    const [one, two] = [
      await takeSeat(game.url, code, 'Ada'),
      await takeSeat(game.url, code, 'Another Name', deviceFor('Ada', code)),
    ];
    expect(two).toMatchObject({ seat: one.seat, name: 'Ada' });
    expect(two.token).not.toBe(one.token);
    for (const { token } of [one, two]) await (await enter(code, { kind: 'seat', token })).leave();
  });

  test('whose page is gone is shown as disconnected and played by the autopilot, until it is back', async () => {
    const { code, desk } = await openDesk(game.url);
    const ada = await joinStudent(game.url, code, 'Ada');
    await desk.skipTo('play');
    await ada.page.until(() => ada.page.seat?.play != null);
    const { node } = ada.page.seat ?? { node: -1 };
    ada.page.drop();
    await desk.until(() => desk.roster.get(ada.seat)?.connected === false);
    const pilotOf = () => desk.frames.flatMap(({ nodes }) => nodes).findLast((one) => one.node === node);
    await desk.until(() => pilotOf()?.connected === false);
    expect(pilotOf()).toMatchObject({ up: true, reason: 'none' });
    await desk.until(() => desk.state.joined === 1 && desk.state.connected === 0);
    await enter(code, { kind: 'seat', token: ada.token });
    await desk.until(() => desk.roster.get(ada.seat)?.connected === true && pilotOf()?.connected === true);
  });
});

describe('Two classes side by side', () => {
  test('know nothing of each other', async () => {
    const [one, two] = [await openDesk(game.url), await openDesk(game.url)];
    const [ada, ben] = [await joinStudent(game.url, one.code, 'Ada'), await joinStudent(game.url, two.code, 'Ben')];
    await one.desk.skipTo('predict');
    await one.desk.until(() => one.desk.roster.size === 1);
    await two.desk.until(() => two.desk.roster.size === 1);
    expect([ada.page.state.phase, ben.page.state.phase]).toEqual(['predict', 'lobby']);
    expect([...one.desk.roster.values(), ...two.desk.roster.values()].map(({ name }) => name)).toEqual(['Ada', 'Ben']);
    await one.desk.instruct({ type: 'end' });
    await ada.page.until(() => ada.page.state.phase === 'end');
    expect(await two.desk.instruct({ type: 'start' })).toEqual({ ok: true });
    await ben.page.until(() => ben.page.state.phase === 'brief');
  });
});

describe('The desk', () => {
  test('may be open on two devices; the class knows whether any is', async () => {
    const { code, key, desk } = await openDesk(game.url);
    const board = await enter(code, { kind: 'board' });
    await board.until(() => board.state.instructor);
    const second = await enter(code, { kind: 'desk', key });
    await desk.leave();
    expect(await second.instruct({ type: 'lock', on: true })).toEqual({ ok: true });
    await board.until(() => board.state.locked && board.state.instructor);
    await second.leave();
    await board.until(() => !board.state.instructor);
  });

  test('and boards can not be opened without end', async () => {
    const { code } = await openClass(game.url);
    const boards = await Promise.all(Array.from({ length: 24 }, () => enter(code, { kind: 'board' })));
    await expect(enter(code, { kind: 'board' })).rejects.toThrow(/too-many-screens/);
    await boards[0]?.leave();
    await (await enter(code, { kind: 'board' })).leave();
  });
});

describe('A class that nobody has touched for twelve hours', () => {
  test('is closed with a goodbye, its code stays taken and its journal is kept', async () => {
    const { code, desk } = await openDesk(game.url);
    game.clock.skip(TWELVE_HOURS - 60_000);
    const fresh = await openClass(game.url);
    game.clock.skip(61_000);
    await game.game.tidy();
    await desk.until(() => desk.closed !== undefined);
    expect(desk.closed).toBe(CLOSE.over);
    expect(desk.goodbyes).toEqual([{ code: 'ended', said: { key: 'refusal.ended' } }]);
    expect(await refusalOf(ask(`${game.url}/api/classes/${code}`))).toBe('ended');
    expect((await ask(`${game.url}/api/classes/${fresh.code}`)).status).toBe(200);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SEAT_CODE_TRIES } from '../../server/limits/limits.ts';
import { CODE_LETTERS, SEAT_CODE_LENGTH } from '../../shared/class/codes/alphabet.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import type { RefusedAnswer, SeatAnswer, SeatCodeAnswer } from '../../shared/protocol/messages.ts';
import { startTestApp, type TestApp } from './support/app.ts';
import { type Answered, ask, openClass, refusalOf } from './support/ask.ts';
import { joinStudent, openDesk, Page } from './support/page.ts';
import { startServer } from './support/process.ts';
import { claimAt, codeOf, newDevice, wrongFor } from './support/seat-codes.ts';

let game: TestApp;
beforeAll(async () => {
  game = await startTestApp();
});
afterAll(() => game.close());

const claim = (code: string, name: string, seatCode: string, device?: string, url = game.url) =>
  claimAt(url, code, name, seatCode, device);
async function taken(answered: Promise<Answered<SeatAnswer | RefusedAnswer>>): Promise<SeatAnswer> {
  const { status, body } = await answered;
  if (status !== 200 || 'refusal' in body) throw new Error(JSON.stringify(body));
  return body;
}
/** As the desk asks for a code; `method` POST for another one. */
const atDesk = (code: string, seat: string, key: string, method = 'GET') =>
  ask<SeatCodeAnswer | RefusedAnswer>(`${game.url}/api/classes/${code}/seats/${seat}/code`, undefined, {
    method,
    headers: { authorization: `Bearer ${key}` },
  });

describe('With a seat’s code and its name another device', () => {
  test('gets the seat in mid-play, with machine, role and points; the first is told where it is and stays out', async () => {
    const { code, desk } = await openDesk(game.url);
    const ada = await joinStudent(game.url, code, 'Ada');
    await joinStudent(game.url, code, 'Ben');
    await desk.skipTo('play');
    await ada.page.until(() => ada.page.seat?.play != null);
    const before = ada.page.seat;
    expect(before?.code).toMatch(/^[3479CDFGHJKMNPRTVWXY]{5}$/);
    expect(await refusalOf(ask(`${game.url}/api/classes/${code}/seats`, { name: 'Ada', device: newDevice() }))).toBe(
      'name-taken',
    );

    const { seat, token, name } = await taken(claim(code, 'ada', ` ${codeOf(ada.page).toLowerCase()}`));
    expect({ seat, name }).toEqual({ seat: ada.seat, name: 'Ada' });
    await ada.page.until(() => ada.page.closed !== undefined);
    expect(ada.page.closed).toBe(CLOSE.moved);
    expect(ada.page.goodbyes).toEqual([{ code: 'seat-moved', said: { key: 'refusal.seat-moved' } }]);
    const second = await Page.open(game.url, code, { kind: 'seat', token });
    await second.until(() => second.seat?.play != null);
    expect(second.seat).toMatchObject({
      seat: before?.seat,
      node: before?.node,
      role: before?.role,
      mark: before?.mark,
    });
    expect(second.seat?.points).toBeGreaterThanOrEqual(before?.points ?? 0);
    await desk.until(() => desk.roster.size === 2 && desk.roster.get(seat)?.connected === true);

    const withOld = Page.open(game.url, code, { kind: 'seat', token: ada.token });
    await expect(withOld).rejects.toMatchObject({ message: 'seat-moved' });
    expect(second.closed).toBeUndefined();
    const again = await ask(`${game.url}/api/classes/${code}/seats`, { name: 'Ada', device: ada.device });
    expect(await refusalOf(Promise.resolve(again))).toBe('name-taken');
  });

  test('gets it when the class is closed for new students, when it is over for today, and back on the first device', async () => {
    const { code, desk } = await openDesk(game.url);
    const ada = await joinStudent(game.url, code, 'Ada');
    const seatCode = codeOf(ada.page);
    await desk.instruct({ type: 'lock', on: true });
    await desk.instruct({ type: 'end' });
    await desk.until(() => desk.state.phase === 'end');
    expect((await taken(claim(code, 'Ada', seatCode))).seat).toBe(ada.seat);
    const back = await taken(claim(code, 'Ada', seatCode, ada.device));
    await (await Page.open(game.url, code, { kind: 'seat', token: back.token })).leave();
  });

  test('which asks twice gets it twice, and the token that it got last', async () => {
    const { code } = await openClass(game.url);
    const ada = await joinStudent(game.url, code, 'Ada');
    const device = newDevice();
    const [one, two] = await Promise.all([1, 2].map(() => taken(claim(code, 'Ada', codeOf(ada.page), device))));
    expect(one?.seat).toBe(two?.seat);
    await (await Page.open(game.url, code, { kind: 'seat', token: two?.token ?? '' })).leave();
  });

  test('gets it however the code is typed', async () => {
    const { code } = await openClass(game.url);
    const ada = await joinStudent(game.url, code, 'Ada');
    const [a = '', b = '', ...more] = codeOf(ada.page);
    const wide = [...codeOf(ada.page)].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('');
    for (const typed of [`${a}${b}-${more.join('')}`.toLowerCase(), wide]) {
      expect((await taken(claim(code, 'Ada', typed))).seat).toBe(ada.seat);
    }
  });

  test('gets it after the server was killed and started again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'seat-codes-'));
    try {
      const first = await startServer('--port', '0', '--data', folder);
      const { code } = await openClass(first.url, 'first-lesson');
      const ada = await joinStudent(first.url, code, 'Ada');
      const moved = await taken(claim(code, 'Ada', codeOf(ada.page), newDevice(), first.url));
      await first.end('SIGKILL');
      const second = await startServer('--port', '0', '--data', folder);
      await expect(Page.open(second.url, code, { kind: 'seat', token: ada.token })).rejects.toThrow();
      const page = await Page.open(second.url, code, { kind: 'seat', token: moved.token });
      await page.until(() => codeOf(page) === codeOf(ada.page));
      expect((await taken(claim(code, 'Ada', codeOf(page), newDevice(), second.url))).seat).toBe(ada.seat);
      await second.end('SIGKILL');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('Nobody gets a seat', () => {
  test('with a wrong code, another seat’s, another class’s or none, nor one that there is not', async () => {
    const { code } = await openClass(game.url);
    const [ada, ben] = [await joinStudent(game.url, code, 'Ada'), await joinStudent(game.url, code, 'Ben')];
    const other = await openClass(game.url);
    const elsewhere = await joinStudent(game.url, other.code, 'Ada');
    const codes = [wrongFor(codeOf(ada.page)), codeOf(ben.page), codeOf(elsewhere.page), '', code];
    for (const typed of codes) expect(await refusalOf(claim(code, 'Ada', typed)), typed).toBe('seat-code-wrong');
    expect(await refusalOf(claim(code, 'Nobody Here', codeOf(ada.page)))).toBe('seat-code-wrong');
    expect(await refusalOf(claim(code, 'Ben', 'x'.repeat(501)))).toBe('malformed');
    expect(await refusalOf(claim(code, 'Ben', 'x'.repeat(500)))).toBe('seat-code-wrong');
    expect(await refusalOf(claim(code, '\u202e', 'CDFGH'))).toBe('seat-code-wrong');
    const odd = await ask(`${game.url}/api/classes/${code}/seats`, { name: 'Ada', device: newDevice(), seatCode: 7 });
    expect(await refusalOf(Promise.resolve(odd))).toBe('malformed');
    expect(ada.page.closed).toBeUndefined();
  });

  test('that was taken away, whatever device asks; nor any other on the device that it was taken away on', async () => {
    const { code, desk } = await openDesk(game.url);
    const [ada, ben] = [await joinStudent(game.url, code, 'Ada'), await joinStudent(game.url, code, 'Ben')];
    await desk.until(() => desk.roster.size === 2);
    await desk.instruct({ type: 'kick', seat: ada.seat });
    expect(await refusalOf(claim(code, 'Ada', codeOf(ada.page)))).toBe('seat-code-wrong');
    expect(await refusalOf(claim(code, 'Ben', codeOf(ben.page), ada.device))).toBe('kicked');
  });
});

describe('Wrong codes', () => {
  test('rule secrecy 4.3: are limited by seat: five, then one in half a minute; a new code from the desk makes the tries new', async () => {
    const { code, key } = await openClass(game.url);
    const ada = await joinStudent(game.url, code, 'Ada');
    const wrong = wrongFor(codeOf(ada.page));
    for (let tries = 0; tries < 5; tries += 1)
      expect(await refusalOf(claim(code, 'Ada', wrong))).toBe('seat-code-wrong');
    const { status, body, headers } = await claim(code, 'Ada', wrong);
    expect([status, headers.get('retry-after')]).toEqual([429, '2']);
    expect(body).toMatchObject({ refusal: { code: 'seat-code-wait' }, english: expect.stringMatching(/^[A-Z].*\.$/) });
    expect(await refusalOf(claim(code, 'Ada', codeOf(ada.page)))).toBe('seat-code-wait');
    game.clock.skip(31_000);
    expect(await refusalOf(claim(code, 'Ada', wrong))).toBe('seat-code-wrong');
    expect(await refusalOf(claim(code, 'Ada', codeOf(ada.page)))).toBe('seat-code-wait');

    const renewed = (await atDesk(code, ada.seat, key, 'POST')).body as SeatCodeAnswer;
    expect((await taken(claim(code, 'Ada', renewed.code ?? ''))).seat).toBe(ada.seat);
  });

  test('rule secrecy 4.3: for all seats together are limited by address, and yet nobody is kept from the own seat by it', async () => {
    const { code } = await openClass(game.url);
    const names = Array.from({ length: 8 }, (_, index) => `Student ${index + 1}`);
    const students = await Promise.all(names.map((name) => joinStudent(game.url, code, name)));
    const answers: string[] = [];
    for (const { name, page } of students.slice(0, 7)) {
      for (let tries = 0; tries < 5; tries += 1)
        answers.push(await refusalOf(claim(code, name, wrongFor(codeOf(page)))));
    }
    const heard = answers.filter((answer) => answer === 'seat-code-wrong').length;
    expect(heard).toBeGreaterThanOrEqual(20);
    expect(heard).toBeLessThan(30);
    const [last] = students.slice(-1);
    expect((await taken(claim(code, 'Student 8', last === undefined ? '' : codeOf(last.page)))).seat).toBe(last?.seat);
  });

  test('are never counted when they were right: a whole class may change its devices at once', async () => {
    const { code } = await openClass(game.url);
    const names = Array.from({ length: 30 }, (_, index) => `Pupil ${index + 1}`);
    const students = await Promise.all(names.map((name) => joinStudent(game.url, code, name)));
    const moved = await Promise.all(students.map(({ name, page }) => taken(claim(code, name, codeOf(page)))));
    expect(moved.map(({ seat }) => seat)).toEqual(students.map(({ seat }) => seat));
  });

  test('are not needed to slow down who has the right one and goes to and fro between devices', async () => {
    const { code } = await openClass(game.url);
    const ada = await joinStudent(game.url, code, 'Ada');
    const answers: number[] = [];
    for (let tries = 0; tries < 10; tries += 1) answers.push((await claim(code, 'Ada', codeOf(ada.page))).status);
    expect(answers.filter((status) => status === 200).length).toBeLessThan(8);
    expect(answers.at(-1)).toBe(429);
  });

  test('would take a month to hit any of thirty seats, from however many addresses, and hardly do so in a lesson', () => {
    const codes = CODE_LETTERS.length ** SEAT_CODE_LENGTH;
    const perSecond = 30 / SEAT_CODE_TRIES.seconds;
    expect(codes / perSecond / 86_400).toBeGreaterThan(30);
    expect((30 * SEAT_CODE_TRIES.atOnce + 45 * 60 * perSecond) / codes).toBeLessThan(0.001);
  });
});

describe('The desk', () => {
  test('is shown a seat’s code and gives it another, which the student sees and the old one does not open', async () => {
    const { code, key } = await openClass(game.url);
    const ada = await joinStudent(game.url, code, 'Ada');
    const before = codeOf(ada.page);
    expect((await atDesk(code, ada.seat, key)).body).toEqual({ code: before });
    const { body } = await atDesk(code, ada.seat, key, 'POST');
    await ada.page.until(() => codeOf(ada.page) !== before);
    expect(body).toEqual({ code: codeOf(ada.page) });
    expect(ada.page.closed).toBeUndefined();
    expect(await refusalOf(claim(code, 'Ada', before))).toBe('seat-code-wrong');
  });

  test('alone is: not a student, not another class’s desk, not whoever has no key; and not of a seat that is gone', async () => {
    const [one, two] = [await openClass(game.url), await openClass(game.url)];
    const ada = await joinStudent(game.url, one.code, 'Ada');
    for (const key of [two.key, ada.token, ada.token.split('.')[1] ?? '', '', 'x'.repeat(500)]) {
      for (const method of ['GET', 'POST']) {
        expect(await refusalOf(atDesk(one.code, ada.seat, key, method)), method).toBe('wrong-key');
      }
    }
    expect(await refusalOf(atDesk(two.code, ada.seat, two.key))).toBe('no-seat');
    for (const seat of ['x', '__proto__', 'a'.repeat(300)]) {
      expect(await refusalOf(atDesk(one.code, seat, one.key))).toBe('no-seat');
      expect(await refusalOf(atDesk(one.code, seat, one.key, 'POST'))).toBe('no-seat');
    }
  });
});

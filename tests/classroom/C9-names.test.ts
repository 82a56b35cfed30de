import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClassAnswer, RefusedAnswer, SeatAnswer } from '../../shared/protocol/messages.ts';
import { startTestApp, type TestApp } from '../server/support/app.ts';
import { ask, deviceFor, openClass, refusalOf, takeSeat } from '../server/support/ask.ts';
import { joinStudent, openDesk, Page } from '../server/support/page.ts';

let game: TestApp;
let code = '';
beforeAll(async () => {
  game = await startTestApp();
  ({ code } = await openClass(game.url));
  await takeSeat(game.url, code, 'Maria');
});
afterAll(() => game.close());

let devices = 0;
const join = (name: unknown, device = `device-number-${++devices}`) =>
  ask<SeatAnswer | RefusedAnswer>(`${game.url}/api/classes/${code}/seats`, { name, device });

describe('C9: a name', () => {
  test.each<[what: string, name: string, code: RegExp]>([
    ['empty', '', /name/],
    ['of spaces', '   ', /name/],
    ['of invisible characters', '\u200b\u200d\u2060', /name/],
    ['of 10,000 characters', 'x'.repeat(10_000), /name-long/],
    ['of 100,000 characters', 'é'.repeat(100_000), /too-l/],
    ['with control characters', 'A\u0007B\u001b[31m', /name/],
    ['of marks piled up', `a${'\u0301'.repeat(40)}`, /name/],
    ['taken by somebody', 'Maria', /name-taken/],
    ['taken, in other letters of the same look', 'Mаriа', /name-taken/],
    ['taken, in capitals and with spaces', '  MARIA ', /name-taken/],
  ])('%s is refused with a code and a sentence', async (_, name, expected) => {
    const { status, body } = await join(name);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(body).toMatchObject({
      ok: false,
      refusal: { code: expect.stringMatching(expected) },
      english: expect.stringMatching(/^[A-Z].{10,}[.?]$/),
    });
  });

  test('written from right to left does not turn the names around it', async () => {
    const { body } = await join('\u202eevil');
    if ('refusal' in body) expect(body.refusal.code).toMatch(/^name/);
    else expect(body.name).not.toContain('\u202e');
    const arabic = await join('سارة');
    expect(arabic.status).toBe(200);
  });

  test('that is not a text is refused as malformed', async () => {
    for (const name of [7, null, ['a'], { first: 'a' }]) expect(await refusalOf(join(name))).toBe('malformed');
  });

  test('can be one of those suggested, which are free', async () => {
    const { body } = await ask<ClassAnswer>(`${game.url}/api/classes/${code}`);
    expect(body.names.length).toBeGreaterThan(2);
    for (const name of body.names.slice(0, 3)) expect((await join(name)).status).toBe(200);
  });

  test('must be a suggested one when the instructor wants it so', async () => {
    const { code: strict, desk } = await openDesk(game.url);
    await desk.instruct({ type: 'suggested-names', on: true });
    await desk.until(() => desk.state.suggestedNames);
    const seats = `${game.url}/api/classes/${strict}/seats`;
    expect(await refusalOf(ask(seats, { name: 'My Own Name', device: 'device-own' }))).toBe('names-suggested');
    const { body } = await ask<ClassAnswer>(`${game.url}/api/classes/${strict}`);
    expect(body.suggestedNames).toBe(true);
    expect((await ask(seats, { name: body.names[0], device: 'device-own' })).status).toBe(200);
  });
});

describe('C9: the instructor', () => {
  test('gives a new name with one click, and every screen shows it', async () => {
    const { code: room, desk } = await openDesk(game.url);
    const rude = await joinStudent(game.url, room, 'Rudely Named');
    await desk.until(() => desk.roster.has(rude.seat));
    expect(await desk.instruct({ type: 'new-name', seat: rude.seat, instead: 'Rudely Named' })).toEqual({ ok: true });
    await rude.page.until(() => rude.page.seat?.name !== 'Rudely Named');
    await desk.until(() => desk.roster.get(rude.seat)?.name === rude.page.seat?.name);
  });

  test('kicks: the page is told and closed, the seat is gone, and that device stays out of this class alone', async () => {
    const { code: room, desk } = await openDesk(game.url);
    const kicked = await joinStudent(game.url, room, 'Kicked');
    const stays = await joinStudent(game.url, room, 'Stays');
    await desk.until(() => desk.roster.size === 2);
    expect(await desk.instruct({ type: 'kick', seat: kicked.seat })).toEqual({ ok: true });
    await kicked.page.until(() => kicked.page.closed !== undefined);
    expect(kicked.page.goodbyes).toEqual([{ code: 'kicked', said: { key: 'refusal.kicked' } }]);
    await desk.until(() => desk.roster.size === 1);

    await expect(Page.open(game.url, room, { kind: 'seat', token: kicked.token })).rejects.toMatchObject({ code: 403 });
    const again = (at: string, name: string) =>
      ask(`${game.url}/api/classes/${at}/seats`, { name, device: deviceFor('Kicked', room) });
    expect(await refusalOf(again(room, 'Somebody Else'))).toBe('kicked');
    expect((await again(code, 'Somebody Else')).status).toBe(200);
    expect(stays.page.closed).toBeUndefined();
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RefusedAnswer, SeatAnswer } from '../../shared/protocol/messages.ts';
import { startTestApp, type TestApp } from '../server/support/app.ts';
import { type Answered, ask, openClass } from '../server/support/ask.ts';
import { joinStudent, openDesk } from '../server/support/page.ts';

let game: TestApp;
beforeAll(async () => {
  game = await startTestApp({ settings: { isTrusted: () => true } });
});
afterAll(() => game.close());

const join = (code: string, name: string, device: string): Promise<Answered<SeatAnswer | RefusedAnswer>> =>
  ask(`${game.url}/api/classes/${code}/seats`, { name, device });
/** As a proxy forwards it that several networks come by. */
const joinFrom = (address: string, code: string, name: string, device: string) =>
  ask<SeatAnswer | RefusedAnswer>(`${game.url}/api/classes/${code}/seats`, undefined, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify({ name, device }),
  });
const outcomeOf = ({ body }: Answered<SeatAnswer | RefusedAnswer>) =>
  'refusal' in body ? body.refusal.code : 'joined';
const countOf = (outcomes: readonly string[]) =>
  Object.fromEntries(
    [...new Set(outcomes)].map((outcome) => [outcome, outcomes.filter((other) => other === outcome).length]),
  );

describe('C5: a join wave', () => {
  test('of 60 students from one address in one moment: everybody has a seat of their own and a live connection', async () => {
    const { code, desk } = await openDesk(game.url);
    const names = Array.from({ length: 60 }, (_, index) => `Pupil ${index + 1}`);
    const students = await Promise.all(names.map((name) => joinStudent(game.url, code, name)));
    expect(new Set(students.map(({ seat }) => seat)).size).toBe(60);
    await desk.until(() => desk.state.joined === 60 && desk.state.connected === 60);
    expect([...desk.roster.values()].map(({ name }) => name).sort()).toEqual([...names].sort());
    await Promise.all(students.map(({ page }) => page.leave()));
  });

  test('never gives out more seats than the limit, and tells the others that the class is full', async () => {
    game.clock.skip(60_000);
    // No seat is given up meanwhile for not having been come for.
    game.clock.rate(0);
    const { code } = await openClass(game.url);
    const wave = Array.from({ length: 320 }, (_, index) =>
      joinFrom(`203.0.113.${index % 4}`, code, `Pupil ${index + 1}`, `device-${index + 1}`),
    );
    const outcomes = (await Promise.all(wave)).map(outcomeOf);
    expect(countOf(outcomes)).toEqual({ joined: 300, full: 20 });
    game.clock.rate(1);
  });

  test('with every student tapping Join twice gives each one seat', async () => {
    game.clock.skip(60_000);
    const { code } = await openClass(game.url);
    const taps = Array.from({ length: 40 }, (_, index) =>
      [0, 1].map(() => join(code, `Twice ${index}`, `device-${index}`)),
    );
    const seats = await Promise.all(
      taps.map(async (pair) => (await Promise.all(pair)).map(({ body }) => ('seat' in body ? body.seat : ''))),
    );
    for (const [first, second] of seats) expect(second).toBe(first);
    expect(new Set(seats.flat()).size).toBe(40);
  });
});

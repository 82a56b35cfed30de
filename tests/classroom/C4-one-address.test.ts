import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { JOINING, WRONG_CODES } from '../../server/limits/limits.ts';
import type { ClassAnswer, RefusedAnswer, SeatAnswer } from '../../shared/protocol/messages.ts';
import { startTestApp, type TestApp } from '../server/support/app.ts';
import { type Answered, ask, openClass } from '../server/support/ask.ts';
import { openDesk, Page } from '../server/support/page.ts';

const SCHOOL = 60;
/** A guesser of codes, and one device that asks for seats. */
const GUESSES = 300;
const HAMMERED = 50;
/** More devices than one machine may make up. */
const MADE_UP = 600;

let game: TestApp;
beforeAll(async () => {
  game = await startTestApp();
  // All that comes comes in one moment: nothing that was used up comes back meanwhile.
  game.clock.rate(0);
});
beforeEach(() => game.clock.skip(3_600_000));
afterAll(() => game.close());

type Joined = Answered<SeatAnswer | RefusedAnswer>;

const join = (code: string, name: string, device: string, link?: string): Promise<Joined> =>
  ask(`${game.url}/api/classes/${code}/seats`, undefined, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(link === undefined ? {} : { 'class-link': link }) },
    body: JSON.stringify({ name, device }),
  });
const outcomeOf = ({ body }: Joined) => ('refusal' in body ? body.refusal.code : 'joined');
const count = (outcomes: readonly Joined[], what: string) =>
  outcomes.map(outcomeOf).filter((one) => one === what).length;
const linkOf = async (code: string) => (await ask<ClassAnswer>(`${game.url}/api/classes/${code}`)).body.link;

/** As a phone does it: it reads about the class, takes a seat and connects. */
async function comes(code: string, name: string, link?: string): Promise<string> {
  const headers = link === undefined ? {} : { 'class-link': link };
  const looked = await ask<ClassAnswer | RefusedAnswer>(`${game.url}/api/classes/${code}`, undefined, { headers });
  const joined = await join(code, name, `phone-of-${name}`, link);
  if (looked.status !== 200 || 'refusal' in joined.body) return `refused ${outcomeOf(joined)}`;
  const page = await Page.open(game.url, code, { kind: 'seat', token: joined.body.token });
  await page.until(() => page.seat !== undefined);
  return 'in';
}

const school = (code: string, link?: string): Promise<readonly string[]> =>
  Promise.all(Array.from({ length: SCHOOL }, (_, index) => comes(code, `Pupil ${index + 1}`, link)));
const allIn = Array.from({ length: SCHOOL }, () => 'in');

describe('C4: a whole school behind one address', () => {
  test('comes in one moment, by the code as by the link, and nobody is refused', async () => {
    for (const by of ['code', 'link']) {
      game.clock.skip(3_600_000);
      const { code, desk } = await openDesk(game.url);
      expect(await school(code, by === 'link' ? await linkOf(code) : undefined), by).toEqual(allIn);
      game.clock.skip(2_000);
      await desk.until(() => desk.state.joined === SCHOOL && desk.state.connected === SCHOOL);
    }
  });

  test('is not shut out by an abuser of the same address, who is limited', async () => {
    const { code, desk } = await openDesk(game.url);
    const link = await linkOf(code);
    const made = Array.from({ length: MADE_UP }, (_, at) => join(code, `Fake ${at}`, `made-up-device-${at}`));
    const tries = await Promise.all(made);
    expect(count(tries, 'joined')).toBe(JOINING.atOnce);
    const told = tries.find((one) => outcomeOf(one) === 'too-fast');
    expect([told?.status, told?.headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^\d+$/)]);
    const guesses = Array.from({ length: GUESSES }, () => fetch(`${game.url}/api/classes/CCCCCC`));
    const guessed = (await Promise.all(guesses)).filter(({ status }) => status === 429);
    expect(guessed).toHaveLength(GUESSES - WRONG_CODES.atOnce);

    expect(await school(code, link)).toEqual(allIn);
    game.clock.skip(2_000);
    await desk.until(() => desk.state.connected === SCHOOL);
  });

  test('loses one device that hammers, and no other', async () => {
    const { code } = await openClass(game.url);
    const hammered = await Promise.all(
      Array.from({ length: HAMMERED }, () => join(code, 'Hammer', 'device-of-hammer')),
    );
    expect(count(hammered, 'too-fast')).toBeGreaterThan(30);
    expect(await comes(code, 'Pat')).toBe('in');
  });
});

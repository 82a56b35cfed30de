import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClassAnswer } from '../../shared/protocol/messages.ts';
import { startTestApp, type TestApp } from './support/app.ts';
import { ask, openClass, takeSeat } from './support/ask.ts';
import { joinStudent, Page } from './support/page.ts';

const MANY = 20;
/** More than any bucket of an address holds. */
const HAMMERED = 1_000;

let app: TestApp;
let code = '';
beforeAll(async () => {
  app = await startTestApp();
  // No time passes: nothing that was used up comes back.
  app.clock.rate(0);
  ({ code } = await openClass(app.url));
});
afterAll(() => app.close());

/** Whatever can be asked for with the code alone, and with codes that nobody has, from the address that all of them share. */
async function hammer(): Promise<number> {
  const board = { authorization: 'Bearer board:', 'content-type': 'application/json' };
  let refused = 0;
  for (let done = 0; done < HAMMERED; done += 50) {
    const wave = Array.from({ length: 50 }, (_, at) => [
      fetch(`${app.url}/api/classes/${code}`),
      fetch(`${app.url}/matchmake/joinById/${at % 2 === 0 ? code : 'CCCCCC'}`, {
        method: 'POST',
        headers: board,
        body: '{}',
      }),
    ]).flat();
    for (const response of await Promise.all(wave)) {
      if (response.status === 429) refused += 1;
      await response.body?.cancel();
    }
  }
  return refused;
}

describe('An abuser behind the same address as a class', () => {
  test('is limited, and shuts out nobody who came by the link, has a seat, or comes back', async () => {
    const names = Array.from({ length: MANY }, (_, at) => `Pupil ${at + 1}`);
    const before = await Promise.all(names.map((name) => joinStudent(app.url, code, name)));
    const { link } = (await ask<ClassAnswer>(`${app.url}/api/classes/${code}`)).body;
    expect(await hammer()).toBeGreaterThan(HAMMERED / 10);

    const reloads = before.map(async ({ page, token }) => {
      page.drop();
      return Page.open(app.url, code, { kind: 'seat', token });
    });
    const reloaded = await Promise.all(reloads);
    expect(reloaded.map((page) => page.state.code)).toEqual(names.map(() => code));

    const joins = names.map(async (name) => {
      const body = JSON.stringify({ name: `New ${name}`, device: `device-of-new-${name}` });
      const headers = { 'content-type': 'application/json', 'class-link': link };
      const looked = await ask(`${app.url}/api/classes/${code}`, undefined, { headers });
      const joined = await ask<{ token: string }>(`${app.url}/api/classes/${code}/seats`, undefined, {
        method: 'POST',
        headers,
        body,
      });
      expect([looked.status, joined.status]).toEqual([200, 200]);
      return Page.open(app.url, code, { kind: 'seat', token: joined.body.token });
    });
    const joined = await Promise.all(joins);
    expect(joined.map((page) => page.state.code)).toEqual(names.map(() => code));
    // And who has lost the page, but not the device, gets the seat back by its name.
    const [first] = before;
    expect((await takeSeat(app.url, code, 'Pupil 1')).seat).toBe(first?.seat);
    for (const page of [...reloaded, ...joined]) page.drop();
  });
});

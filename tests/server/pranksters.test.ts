import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { JOINING, OPENING } from '../../server/limits/limits.ts';
import type { OpenedAnswer, RefusedAnswer, SeatAnswer } from '../../shared/protocol/messages.ts';
import { startTestApp, type TestApp } from './support/app.ts';
import { type Answered, ask } from './support/ask.ts';
import { joinStudent, openDesk, Page } from './support/page.ts';

const MOST_CLASSES = 200;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ settings: { isTrusted: () => true } });
  app.clock.rate(0);
});
afterAll(() => app.close());

const post = <Answer>(path: string, body: object, address: string): Promise<Answered<Answer | RefusedAnswer>> =>
  ask(app.url + path, undefined, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify(body),
  });
const join = (code: string, name: string, address: string) =>
  post<SeatAnswer>(`/api/classes/${code}/seats`, { name, device: `device-${name}` }, address);
const open = (address: string) => post<OpenedAnswer>('/api/classes', { lesson: 'sample-lesson' }, address);
const codesOf = (answers: readonly Answered<unknown>[]) =>
  answers.map(({ body }) => (body as Partial<RefusedAnswer>).refusal?.code ?? 'ok');

describe('One machine that takes seats as fast as it can', () => {
  test('gets no more of them than a class behind one address needs, and others still find theirs', async () => {
    const { code, desk } = await openDesk(app.url);
    const pupils = await Promise.all(['Ada', 'Grace'].map((name) => joinStudent(app.url, code, name)));
    const wave = await Promise.all(Array.from({ length: 276 }, (_, at) => join(code, `Fake ${at}`, '203.0.113.1')));
    expect(codesOf(wave).filter((one) => one === 'ok')).toHaveLength(JOINING.atOnce);
    app.clock.skip(60_000);
    expect(codesOf([await join(code, 'One more', '203.0.113.1')]), 'before it comes for those').toEqual(['too-fast']);
    expect(codesOf([await join(code, 'Barbara', '203.0.113.2')])).toEqual(['ok']);

    // What nobody came for is taken back.
    app.game.sweep();
    app.clock.skip(121_000);
    app.game.sweep();
    await desk.until(() => desk.state.joined === 2);
    expect(codesOf([await join(code, 'One more', '203.0.113.1')])).toEqual(['ok']);
    for (const { page } of pupils) {
      expect(page.closed).toBeUndefined();
      page.drop();
    }
    desk.drop();
  });

  test('is out with one command of the desk, and whoever was there before is not', async () => {
    app.clock.rate(1);
    const { code, desk } = await openDesk(app.url);
    const ada = await joinStudent(app.url, code, 'Ada');
    await desk.until(() => desk.desk?.newcomers === 1);
    app.clock.skip(61_000);
    await desk.until(() => desk.desk?.newcomers === 0);
    const fakes = await Promise.all(['Fake 1', 'Fake 2', 'Fake 3'].map((name) => joinStudent(app.url, code, name)));
    await desk.until(() => desk.desk?.newcomers === 3);
    expect(await desk.instruct({ type: 'remove-newcomers' })).toEqual({ ok: true });
    for (const { page } of fakes) await page.until(() => page.closed !== undefined);
    expect(fakes.map(({ page }) => [page.closed, page.goodbyes[0]?.code])).toEqual(
      fakes.map(() => [4107, 'not-yours']),
    );
    await desk.until(() => desk.state.joined === 1);
    expect(ada.page.closed).toBeUndefined();
    const back = await joinStudent(app.url, code, 'Grace', 'device-of-one-who-was-taken-for-a-fake');
    for (const { page } of [ada, back]) page.drop();
    desk.drop();
    app.clock.rate(0);
  });
});

describe('Addresses that open classes until there is no room', () => {
  test('are limited each, and what they opened gives way to a class that is wanted, and to no other', async () => {
    app.clock.skip(3_600_000);
    const { code: watched, desk } = await openDesk(app.url);
    const before = app.game.classes;
    const answers: Answered<OpenedAnswer | RefusedAnswer>[] = [];
    for (let address = 10; answers.filter(({ status }) => status === 200).length < MOST_CLASSES - before; address += 1)
      for (let opened = 0; opened <= OPENING.atOnce; opened += 1) answers.push(await open(`203.0.113.${address}`));
    expect(new Set(codesOf(answers))).toContain('too-fast');
    expect(codesOf([await open('198.51.100.1')]), 'a desk may be about to be opened').toEqual(['server-full']);
    app.clock.skip(61_000);
    const wanted = await open('198.51.100.1');
    expect(codesOf([wanted])).toEqual(['ok']);
    const page = await Page.open(app.url, watched, { kind: 'board' });
    expect(desk.closed).toBeUndefined();
    page.drop();
    desk.drop();
  });
});

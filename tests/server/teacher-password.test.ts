import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORDS } from '../../server/limits/limits.ts';
import type { OpenedAnswer } from '../../shared/protocol/messages.ts';
import { startTestApp, type TestApp } from './support/app.ts';
import { ask, refusalOf, takeSeat } from './support/ask.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ settings: { teacherPassword: 'open sesame' } });
  app.clock.rate(0);
});
afterAll(() => app.close());

const open = (password?: unknown) => ask<OpenedAnswer>(`${app.url}/api/classes`, { lesson: 'sample-lesson', password });

test('Where teachers have a password, classes are opened with it alone, and joined without', async () => {
  for (const missing of [undefined, '']) expect(await refusalOf(open(missing))).toBe('password-needed');
  expect(await refusalOf(open('open'))).toBe('password-wrong');
  for (const odd of [7, null, ['open sesame'], 'x'.repeat(5_000)])
    expect((await open(odd)).status).toBeGreaterThan(399);
  const { status, body } = await open('open sesame');
  expect(status).toBe(200);
  expect((await takeSeat(app.url, body.code, 'Ada')).name).toBe('Ada');
});

test('Wrong passwords are limited, and where there were too many the right one tells nothing either', async () => {
  app.clock.skip(3_600_000);
  const tries = Array.from({ length: 3 * PASSWORDS.atOnce }, (_, at) => refusalOf(open(`wrong ${at}`)));
  const told = await Promise.all(tries);
  expect(told.filter((one) => one === 'password-wrong')).toHaveLength(PASSWORDS.atOnce);
  expect(await refusalOf(open('open sesame'))).toBe('password-wait');
  app.clock.skip(PASSWORDS.seconds * 1_000 + 1);
  expect((await open('open sesame')).status).toBe(200);
});

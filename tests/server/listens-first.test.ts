import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSqliteJournal } from '../../server/journal/sqlite.ts';
import { openClass as eventsOf } from '../../shared/class/index.ts';
import { LESSON, SECRET } from '../class/sample.ts';
import { startTestApp } from './support/app.ts';
import { ask } from './support/ask.ts';
import { Page } from './support/page.ts';

const folder = mkdtempSync(join(tmpdir(), 'listens-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('A server answers before its classes are back, and whoever asks for one waits for that one alone', async () => {
  const before = openSqliteJournal(folder);
  for (const code of ['CDFGHJ', 'JKMNPR']) {
    const events = eventsOf({ code, title: 'Class', lesson: LESSON, seed: 1, secret: SECRET }, 0);
    await before.reserve(
      code,
      events.map((event) => ({ type: 'event', event })),
    );
  }
  await before.dispose();
  let letRead = (): void => undefined;
  const mayRead = new Promise<void>((resolve) => {
    letRead = resolve;
  });
  const game = await startTestApp({
    folder,
    journal: () => {
      const real = openSqliteJournal(folder);
      return {
        ...real,
        read: async (code, engine) => {
          if (code === 'CDFGHJ') await mayRead;
          return real.read(code, engine);
        },
      };
    },
  });
  expect(game.game.restored).toEqual(['CDFGHJ', 'JKMNPR']);
  expect(await ask(`${game.url}/health`)).toMatchObject({ status: 200, body: { ok: true, classes: 2, asleep: 2 } });
  expect((await ask(`${game.url}/api/lessons`)).status).toBe(200);
  let isBack = false;
  const board = Page.open(game.url, 'CDFGHJ', { kind: 'board' }).then((page) => {
    isBack = true;
    return page;
  });
  expect((await ask(`${game.url}/api/classes/XXXXXY`)).status).toBe(404);
  expect(isBack).toBe(false);
  letRead();
  expect((await board).state).toMatchObject({ code: 'CDFGHJ', phase: 'lobby' });
  await (await Page.open(game.url, 'JKMNPR', { kind: 'board' })).leave();
  await game.close();
});

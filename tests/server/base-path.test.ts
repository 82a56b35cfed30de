import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wayToBase, withoutBase } from '../../server/http/base-path.ts';
import { startTestApp, type TestApp } from './support/app.ts';

const PUBLIC = 'https://school.example/games/hub';
/** As Vite builds a page: it lies in a folder of its own. */
const PAGE = '<script type="module" src="../assets/main-a1b2c3.js"></script><link href="../assets/icon.svg">';

const folder = mkdtempSync(join(tmpdir(), 'base-'));
let app: TestApp;
beforeAll(async () => {
  for (const page of ['student', 'instructor', 'board', 'assets']) mkdirSync(join(folder, page));
  for (const page of ['student', 'instructor', 'board']) writeFileSync(join(folder, page, 'index.html'), PAGE);
  writeFileSync(join(folder, 'assets', 'main-a1b2c3.js'), 'script');
  app = await startTestApp({ pages: folder, settings: { publicUrl: PUBLIC } });
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string) => fetch(app.url + path, { redirect: 'manual' });

describe('With a path in the public URL', () => {
  test.each(['', '/games/hub'])('pages, their parts and the API are found below “%s”', async (before) => {
    for (const page of ['/', '/teach', '/j/CDFGHJ', '/board/CDFGHJ']) {
      const text = await (await get(before + page)).text();
      expect(text, page).toContain('src="/games/hub/assets/main-a1b2c3.js"');
      expect(text, page).toContain('href="/games/hub/assets/icon.svg"');
    }
    expect(await (await get(`${before}/assets/main-a1b2c3.js`)).text()).toBe('script');
    expect((await get(`${before}/assets/main-a1b2c3.js`)).headers.get('cache-control')).toContain('immutable');
    expect((await get(`${before}/api/lessons`)).status).toBe(200);
    expect((await get(`${before}/health`)).status).toBe(200);
  });

  test('a student who leaves the slash out gets there', async () => {
    const answer = await get('/games/hub');
    expect(answer.status).toBe(308);
    expect(answer.headers.get('location')).toBe('/games/hub/');
  });

  test('other paths are nothing', async () => {
    for (const path of ['/games/hubs/teach', '/games/teach', '/games/hub/games/hub/teach', '/hub/'])
      expect((await get(path)).status, path).toBe(404);
  });

  test('the public host is named for sockets, which a proxy may keep from the server', async () => {
    const policy = (await get('/')).headers.get('content-security-policy');
    expect(policy).toContain('wss://school.example');
  });
});

test('The path is taken off as a whole or not at all', () => {
  expect(withoutBase('/hub/teach?x=1', '/hub')).toBe('/teach?x=1');
  expect(withoutBase('/hub/', '/hub')).toBe('/');
  for (const other of ['/hub', '/hubs/teach', '/teach', '/?to=/hub/']) expect(withoutBase(other, '/hub')).toBe(other);
});

test('Where no path is known, a page refers to its parts from where it is', () => {
  for (const [path, way] of [
    ['/', './'],
    ['/teach', './'],
    ['/teach/', '../'],
    ['/j/CDFGHJ', '../'],
    ['/j/CDFGHJ/', '../../'],
  ] as const)
    expect(wayToBase(path), path).toBe(way);
});

import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from './support/app.ts';

const folder = mkdtempSync(join(tmpdir(), 'pages-'));
const script = `console.log(${JSON.stringify('long '.repeat(500))})`;
let game: TestApp;

beforeAll(async () => {
  for (const page of ['student', 'instructor', 'board']) {
    mkdirSync(join(folder, page));
    writeFileSync(join(folder, page, 'index.html'), `<!doctype html><title>${page}</title>`);
  }
  mkdirSync(join(folder, 'assets'));
  mkdirSync(join(folder, '.vite'));
  writeFileSync(join(folder, 'assets', 'main-a1b2c3.js'), script);
  writeFileSync(join(folder, '.vite', 'manifest.json'), '{}');
  writeFileSync(join(folder, '..', 'outside.js'), 'secret');
  game = await startTestApp({ pages: folder });
});
afterAll(async () => {
  await game.close();
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(folder, '..', 'outside.js'), { force: true });
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(game.url + path, { headers });

/** As a browser asks that has a copy; fetch would say that it wants none. */
function statusWith(path: string, tag: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(game.url + path, { headers: { 'if-none-match': tag } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on('error', reject).end();
  });
}

describe('Pages', () => {
  test.each([
    ['/', 'student'],
    ['/j/CDFGHJ', 'student'],
    ['/teach', 'instructor'],
    ['/board/CDFGHJ', 'board'],
  ])('%s is the page of the %s, and browsers ask again for it each time', async (path, page) => {
    const answer = await get(path);
    expect(await answer.text()).toContain(`<title>${page}</title>`);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(await statusWith(path, answer.headers.get('etag') ?? '')).toBe(304);
    expect(await statusWith(path, '"another"')).toBe(200);
  });

  test.each([
    ['/CDFGHJ', '/j/CDFGHJ'],
    ['/cdfghj/', '/j/CDFGHJ'],
    ['/cd-fghj', '/j/CDFGHJ'],
    ['/CD%20FGHJ?from=mail', '/j/CDFGHJ'],
    ['/%D0%A1%D0%92%D0%90%D0%9F%D0%A0%D0%9E', '/j/CDFGHJ'],
  ])('a code alone, as in %s, leads to the page where one joins that class', async (path, joining) => {
    const answer = await get(path);
    expect(new URL(answer.url).pathname).toBe(joining);
    expect(await answer.text()).toContain('<title>student');
  });

  test('a code alone that can be two leads there as it was typed, and never out of a proxy’s folder', async () => {
    const answer = await fetch(`${game.url}/${encodeURIComponent('КМКМКМ')}`, { redirect: 'manual' });
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(`j/${encodeURIComponent('КМКМКМ')}`);
  });

  test('built anew are served anew without a restart', async () => {
    await (await get('/')).text();
    const path = join(folder, 'student', 'index.html');
    writeFileSync(path, '<!doctype html><title>student, newer</title>');
    utimesSync(path, new Date(), new Date(Date.now() + 5_000));
    expect(await (await get('/')).text()).toContain('newer');
  });
});

describe('What pages load', () => {
  test.each(['br', 'gzip', 'identity'])(
    'comes packed as %s if the browser takes that, and is kept for ever',
    async (encoding) => {
      const answer = await get('/assets/main-a1b2c3.js', { 'accept-encoding': encoding });
      expect(await answer.text()).toBe(script);
      expect(answer.headers.get('content-encoding') ?? 'identity').toBe(encoding);
      expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(answer.headers.get('vary')).toContain('Accept-Encoding');
    },
  );

  test.each([
    '/assets/missing.js',
    '/student/index.html',
    '/../outside.js',
    '/..%2foutside.js',
    '/assets/..%2f..%2foutside.js',
    '/%2e%2e/outside.js',
    '/assets/%00.js',
    '/assets',
  ])('is nothing else: %s', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
  });

  test.each(['/K7MQ2', '/welcome', '/board/', '/%ff.js', '/api/classes/ZZZZZ'])(
    'is a sentence with the way to join for a browser that comes to %s',
    async (path) => {
      const answer = await get(path, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      const [, way = 'none'] =
        /<html lang="en">[\s\S]*<p>[A-Z][^<]+\.<\/p>\n<p><a href="([./]+)">Join a class<\/a>/.exec(
          await answer.text(),
        ) ?? [];
      expect(new URL(way, game.url + path).pathname).toBe('/');
    },
  );

  test('at an address that is no text is refused as malformed', async () => {
    expect((await get('/%ff.js')).status).toBe(400);
  });
});

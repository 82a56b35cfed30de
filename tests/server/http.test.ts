import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClassAnswer, OpenedAnswer, RefusedAnswer } from '../../shared/protocol/messages.ts';
import { startTestApp, type TestApp } from './support/app.ts';
import { type Answered, ask, openClass, refusalOf, takeSeat } from './support/ask.ts';
import { openDesk, Page } from './support/page.ts';

let game: TestApp;
beforeAll(async () => {
  game = await startTestApp();
});
afterAll(() => game.close());

const at = (path: string) => `${game.url}${path}`;
const post = (path: string, body: string, type = 'application/json') =>
  ask<RefusedAnswer>(at(path), undefined, { method: 'POST', headers: { 'content-type': type }, body });
const expectRefusal = ({ status, body }: Answered<unknown>, expected: { status: number; code: string }) => {
  expect(body).toMatchObject({
    ok: false,
    refusal: { code: expected.code, said: { key: `refusal.${expected.code}` } },
    english: expect.stringMatching(/^[A-Z].{10,}[.?]$/),
  });
  expect(status).toBe(expected.status);
};

describe('Opening a class', () => {
  test('rule secrecy 1.2: gives a code that can be read from a projector, and a key that is not in the journal', async () => {
    const { body } = await ask<OpenedAnswer>(at('/api/classes'), { lesson: 'sample-lesson' });
    expect(body.code).toMatch(/^[3479CDFGHJKMNPRTVWXY]{6}$/);
    expect(body.key).toMatch(/^[\w-]{32}$/);
  });

  test('alone fills it with bots and starts it', async () => {
    const { body } = await ask<OpenedAnswer>(at('/api/classes'), { lesson: 'sample-lesson', alone: true });
    const { code, key } = body;
    const desk = await Page.open(game.url, code, { kind: 'desk', key });
    expect(desk.state.phase).toBe('brief');
    expect(desk.state.bots).toBeGreaterThan(5);
  });

  test('is refused with a sentence for an unknown lesson and for no lesson', async () => {
    for (const asked of [{ lesson: 'none' }, {}, { scenario: 'none' }]) {
      expectRefusal(await ask(at('/api/classes'), asked), { status: 404, code: 'unknown-lesson' });
    }
  });
});

describe('A class before joining', () => {
  test('tells its title and free names, however the code is typed', async () => {
    const { code } = await openClass(game.url);
    const fullWidth = [...code].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('');
    for (const typed of [
      code,
      code.toLowerCase(),
      ` ${code.slice(0, 2)}-${code.slice(2)} `,
      fullWidth,
      at(`/j/${code}/`),
    ]) {
      const { body } = await ask<ClassAnswer>(at(`/api/classes/${encodeURIComponent(typed)}`));
      expect(body, typed).toMatchObject({ code, title: 'Sample lesson', locked: false, suggestedNames: false });
      expect(new Set(body.names).size).toBe(6);
    }
  });

  test.each(['CDFGHJ', 'AAAAA', 'x', '%00', '%F0%9F%91%A9', 'a'.repeat(300)])(
    'that there is none of is unknown: %s',
    async (code) => {
      expectRefusal(await ask(at(`/api/classes/${code}`)), { status: 404, code: 'unknown-class' });
      expectRefusal(await ask(at(`/api/classes/${code}/seats`), { name: 'Ada', device: 'device-of-Ada' }), {
        status: 404,
        code: 'unknown-class',
      });
      expectRefusal(await ask(at(`/api/classes/${code}/report.csv`)), { status: 404, code: 'unknown-class' });
    },
  );
});

describe('What can not be read', () => {
  test('is refused as malformed: broken JSON, other types, no body, missing and wrong fields', async () => {
    const { code } = await openClass(game.url);
    const path = `/api/classes/${code}/seats`;
    for (const body of [
      '{',
      '{"name":',
      '[]',
      '7',
      'null',
      '{}',
      '{"name":"Ada"}',
      '{"name":"Ada","device":"short"}',
      '{"__proto__":{"name":"x"}}',
      '',
    ]) {
      expectRefusal(await post(path, body), { status: 400, code: 'malformed' });
    }
    expectRefusal(await post(path, 'name=Ada&device=device-of-ada', 'application/x-www-form-urlencoded'), {
      status: 400,
      code: 'malformed',
    });
    expectRefusal(await post('/api/classes', '{"lesson":7}'), { status: 400, code: 'malformed' });
  });

  test('is refused as too large, wherever a body is taken', async () => {
    const { code } = await openClass(game.url);
    const big = (bytes: number) => JSON.stringify({ name: 'x'.repeat(bytes), device: 'device-of-big' });
    expectRefusal(await post(`/api/classes/${code}/seats`, big(200_000)), { status: 413, code: 'too-large' });
    expectRefusal(await post('/api/classes', big(5_000)), { status: 413, code: 'too-large' });
    expectRefusal(await post(`/matchmake/joinById/${code}`, big(5_000)), { status: 413, code: 'too-large' });
  });

  test('does not keep the next request from its answer', async () => {
    expect((await ask(at('/health'))).body).toMatchObject({ ok: true });
  });
});

describe('Every answer', () => {
  test('keeps scripts from elsewhere out, says what it is, and lets no other origin read it', async () => {
    for (const path of ['/', '/health', '/api/lessons', '/api/classes/CDFGHJ', '/nothing-here']) {
      const { headers } = await fetch(at(path), { headers: { origin: 'https://elsewhere.example' } });
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, path).toContain("default-src 'self'");
      expect(policy, path).toContain("frame-ancestors 'self'");
      expect(policy, path).not.toMatch(/unsafe|\*/);
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('referrer-policy'), path).toBe('no-referrer');
      expect(headers.get('access-control-allow-origin'), path).toBeNull();
      expect(headers.get('x-powered-by'), path).toBeNull();
    }
  });

  test('of the API is not kept by anybody', async () => {
    for (const path of ['/api/lessons', '/api/classes/CDFGHJ/address', '/api/classes/CDFGHJ']) {
      expect((await fetch(at(path))).headers.get('cache-control'), path).toBe('no-store');
    }
  });

  test('names this host for sockets, and never what somebody put there instead', async () => {
    const policy = (await fetch(at('/health'))).headers.get('content-security-policy');
    expect(policy).toContain(`ws://127.0.0.1:${game.game.port}`);
    const { status, headers } = await ask(at('/no/such/thing'));
    expect(status).toBe(404);
    expect(headers.get('content-type')).toContain('json');
  });

  test('to a browser that asks whether another page may call is no', async () => {
    const answer = await fetch(at('/api/classes'), {
      method: 'OPTIONS',
      headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.headers.get('access-control-allow-methods')).toBeNull();
  });
});

describe('The report', () => {
  test('rule secrecy 2.5: needs the key, and tells nobody else anything', async () => {
    const { code, key } = await openClass(game.url);
    const other = await openClass(game.url);
    const { token } = await takeSeat(game.url, code, 'Ada');
    const path = at(`/api/classes/${code}/report.csv`);
    for (const bearer of [undefined, '', 'wrong', other.key, token, `${key}x`]) {
      const headers = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
      expectRefusal(await ask(path, undefined, { headers }), { status: 403, code: 'wrong-key' });
    }
    expect(await refusalOf(ask(`${path}?key=${key}`))).toBe('wrong-key');
    const answer = await fetch(path, { headers: { authorization: `Bearer ${key}` } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/csv');
    expect(answer.headers.get('content-disposition')).toContain(`${code}.csv`);
  });

  test('writes names so that a spreadsheet takes none for a formula', async () => {
    const { code, key, desk } = await openDesk(game.url);
    await takeSeat(game.url, code, '=1+1');
    await desk.skipTo('reveal');
    const answer = await fetch(at(`/api/classes/${code}/report.csv`), { headers: { authorization: `Bearer ${key}` } });
    const table = await answer.text();
    expect(table).not.toMatch(/(^|,|\n)"?=/);
  });
});

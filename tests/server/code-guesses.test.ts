import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WRONG_CODES } from '../../server/limits/limits.ts';
import { CODE_LENGTH, CODE_LETTERS } from '../../shared/class/codes/alphabet.ts';
import { type Claim, claimText } from '../../shared/protocol/claim.ts';
import type { AddressAnswer, ClassAnswer, RefusedAnswer } from '../../shared/protocol/messages.ts';
import { startTestApp, type TestApp } from './support/app.ts';
import { openClass, takeSeat } from './support/ask.ts';

const DAY_S = 24 * 3_600;
const OPEN_CLASSES = 100;

let app: TestApp;
let code = '';
let key = '';
let next = 0;
/** Whom the requests of a test come from. */
let address = '';

beforeAll(async () => {
  app = await startTestApp({ settings: { isTrusted: () => true } });
  app.clock.rate(0);
  ({ code, key } = await openClass(app.url));
});
afterAll(() => app.close());
beforeEach(() => {
  next += 1;
  address = `203.0.113.${next}`;
});

type Headers = { readonly [name: string]: string };
interface Door {
  readonly path: (code: string) => string;
  readonly method?: string;
  readonly body?: object;
  readonly headers?: Headers;
}

const board = { authorization: `Bearer ${claimText({ kind: 'board' })}` };
const ATTEMPT = { page: 'a-page-of-its-own', attempt: 0 };
const DOORS: { readonly [name: string]: Door } = {
  'to read about a class': { path: (code) => `/api/classes/${code}` },
  'to take a seat': {
    path: (code) => `/api/classes/${code}/seats`,
    method: 'POST',
    body: { name: '', device: 'device-of-ada' },
  },
  'to the code of a seat': { path: (code) => `/api/classes/${code}/seats/none/code` },
  'to the address': { path: (code) => `/api/classes/${code}/address` },
  'to choose an address': { path: (code) => `/api/classes/${code}/address`, method: 'PUT', body: { id: 'x' } },
  'to the QR code': { path: (code) => `/api/classes/${code}/qr.svg` },
  'to the report': { path: (code) => `/api/classes/${code}/report.csv` },
  'to a live connection': {
    path: (code) => `/matchmake/joinById/${code}`,
    method: 'POST',
    body: ATTEMPT,
    headers: board,
  },
};

/** @returns the status and, of a "no", its code */
async function knock(door: Door, at: string, headers: Headers = {}): Promise<string> {
  const { path, method = 'GET', body } = door;
  const response = await fetch(app.url + path(at), {
    method,
    headers: { 'x-forwarded-for': address, 'content-type': 'application/json', ...door.headers, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return response.ok ? 'ok' : (JSON.parse(text) as RefusedAnswer).refusal.code;
}

/** Codes that no class has, as far as chance goes. */
function wrongCodes(count: number): readonly string[] {
  const letters = [...CODE_LETTERS];
  const wrong = Array.from({ length: count }, (_, at) => `${letters[at % 20]}${letters[Math.trunc(at / 20) % 20]}CCCC`);
  return wrong.filter((one) => one !== code);
}

async function useUpTheTries(): Promise<void> {
  const lookUp: Door = { path: (at) => `/api/classes/${at}` };
  for (const wrong of wrongCodes(WRONG_CODES.atOnce)) await knock(lookUp, wrong);
}

const lookUp: Door = { path: (at) => `/api/classes/${at}` };

describe('Guessing the code of a class', () => {
  test('takes more than thirty days from one address until one of a hundred open classes is hit', () => {
    const expectedGuesses = CODE_LETTERS.length ** CODE_LENGTH / OPEN_CLASSES;
    const seconds = (expectedGuesses - WRONG_CODES.atOnce) * WRONG_CODES.seconds;
    expect(seconds / DAY_S).toBeGreaterThan(30);
    // And a class of typists passes, each of whom is wrong three times.
    expect(WRONG_CODES.atOnce).toBeGreaterThanOrEqual(30 * 3);
  });

  test.each(Object.keys(DOORS))(
    'is limited by address at the door %s, where right codes tell no more then',
    async (name) => {
      const door = DOORS[name] ?? lookUp;
      const right = await knock(door, code);
      const told = await Promise.all(wrongCodes(WRONG_CODES.atOnce + 20).map((wrong) => knock(door, wrong)));
      expect(told.filter((one) => one === 'unknown-class')).toHaveLength(WRONG_CODES.atOnce);
      expect(new Set(told)).toEqual(new Set(['unknown-class', 'code-wait']));
      expect(await knock(door, code)).toBe('code-wait');
      app.clock.skip(WRONG_CODES.seconds * 1_000 + 1);
      expect(await knock(door, code)).toBe(right);
    },
  );

  test('rule secrecy 4.1: is one guess each five seconds, whatever is shown with it and however many come at once', async () => {
    await useUpTheTries();
    app.clock.skip(WRONG_CODES.seconds * 1_000 + 1);
    const shows = { 'class-link': 'x'.repeat(16), 'class-board': 'x'.repeat(16), 'class-device': 'device-of-nobody' };
    const guesses = [...wrongCodes(20), code].map((guess) => knock(lookUp, guess, shows));
    const told = await Promise.all(guesses);
    expect(told.filter((one) => one !== 'code-wait')).toEqual(['unknown-class']);
  });

  test('costs nothing to who types the right code', async () => {
    for (let times = 0; times < 2 * WRONG_CODES.atOnce; times += 1) expect(await knock(lookUp, code)).toBe('ok');
  });
});

describe('Where too many wrong codes were typed', () => {
  test('rule secrecy 4.2: who comes by the link never waits: to look, to join, to be connected', async () => {
    const { body } = await read<ClassAnswer>(`/api/classes/${code}`, {});
    await useUpTheTries();
    const link = { 'class-link': body.link };
    for (const name of ['to read about a class', 'to the address', 'to the QR code'])
      expect(await knock(DOORS[name] ?? lookUp, code, link)).toBe('ok');
    expect(await knock(DOORS['to take a seat'] ?? lookUp, code, link)).toBe('name-empty');
    expect(await knock(DOORS['to a live connection'] ?? lookUp, code, link)).toBe('ok');
  });

  test('rule secrecy 4.2: seats, their devices, desks and the boards that they opened don’t wait either', async () => {
    const { token } = await takeSeat(app.url, code, 'Grace', 'device-of-grace');
    const desk = { authorization: `Bearer ${key}` };
    const secret = (await read<AddressAnswer>(`/api/classes/${code}/address`, desk)).body.board ?? '';
    await useUpTheTries();
    const place = DOORS['to a live connection'] ?? lookUp;
    const claims: readonly Claim[] = [
      { kind: 'seat', token },
      { kind: 'desk', key },
      { kind: 'board', secret },
    ];
    for (const claim of claims)
      expect(await knock(place, code, { authorization: `Bearer ${claimText(claim)}` }), claim.kind).toBe('ok');
    expect(await knock(lookUp, code, { 'class-device': 'device-of-grace' })).toBe('ok');
    expect(await knock(lookUp, code, desk)).toBe('ok');
    expect(await knock(lookUp, code, { 'class-board': secret })).toBe('ok');
  });

  test('a seat, a link or a key of another class is no help', async () => {
    const other = await openClass(app.url);
    const { token } = await takeSeat(app.url, other.code, 'Grace', 'device-of-grace-elsewhere');
    const { link } = (await read<ClassAnswer>(`/api/classes/${other.code}`, {})).body;
    await useUpTheTries();
    const seat = { authorization: `Bearer ${claimText({ kind: 'seat', token })}` };
    expect(await knock(DOORS['to a live connection'] ?? lookUp, code, seat)).toBe('code-wait');
    for (const shows of [{ 'class-link': link }, { authorization: `Bearer ${other.key}` }])
      expect(await knock(lookUp, code, shows)).toBe('code-wait');
    expect(await knock(lookUp, other.code, { 'class-link': link })).toBe('ok');
  });
});

describe('The secrets of a class', () => {
  test('rule secrecy 4.4: are told to who knows the code, but that of boards to desks alone', async () => {
    const path = `/api/classes/${code}/address`;
    expect((await read<AddressAnswer>(path, {})).body).toMatchObject({ board: null, link: expect.any(String) });
    const told = (await read<AddressAnswer>(path, { authorization: `Bearer ${key}` })).body;
    expect(told.board).toMatch(/^[\w-]{16}$/);
    expect(told.link).not.toBe(told.board);
  });
});

async function read<Value>(path: string, headers: Headers): Promise<{ readonly body: Value }> {
  const response = await fetch(app.url + path, { headers });
  return { body: (await response.json()) as Value };
}

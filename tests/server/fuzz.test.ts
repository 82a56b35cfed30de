import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from './support/app.ts';
import { codeOf, request } from './support/asked.ts';
import { joinStudent, openDesk, Page, type Student } from './support/page.ts';
import { openRaw } from './support/raw.ts';

let game: TestApp;
let code = '';
let desk: Page;
let ada: Student;

beforeAll(async () => {
  game = await startTestApp();
  ({ code, desk } = await openDesk(game.url));
  ada = await joinStudent(game.url, code, 'Ada');
  await desk.until(() => desk.roster.size === 1 && desk.state.connected === 1);
});
afterAll(() => game.close());

const NUMBERED = { id: 'one', number: 1 };
const BIG = 'x'.repeat(5_000);
const HUGE = 'x'.repeat(50_000);

/** The bucket of messages fills by the server's clock. */
const breathe = () => game.clock.skip(3_000);
/** Another connection, for the framework counts messages by real time. */
const expectOthersAnswered = async () => {
  breathe();
  const page = await Page.open(game.url, code, { kind: 'board' });
  expect(codeOf(await request(page, 'student', {}))).toBe('not-allowed');
  await page.leave();
};
/** Says where it was pressed, so that this is not what is wrong with it. */
const inPlace = (payload: unknown): unknown =>
  typeof payload === 'object' && payload !== null && !Array.isArray(payload)
    ? { epoch: desk.state.epoch, revision: desk.state.clockRevision, uses: 0, ...payload }
    : payload;

describe('What is no command', () => {
  test.each<[what: string, payload: unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'act'],
    ['a list', [1, 2, 3]],
    ['an unknown type', { type: 'win' }],
    ['a prototype', JSON.parse('{"__proto__":{"type":"predict"},"type":"predict"}')],
    ['a prediction of 101', { type: 'predict', prediction: { better: 'same', sure: 1, finish: 101 }, ...NUMBERED }],
    [
      'a prediction that is not a number',
      { type: 'predict', prediction: { better: 'same', sure: 1, finish: Number.NaN }, ...NUMBERED },
    ],
    ['a certainty of 9', { type: 'predict', prediction: { better: 'same', sure: 9, finish: 1 }, ...NUMBERED }],
    ['an act without an id', { type: 'act', number: 1, action: { type: 'ask' } }],
    ['an act without a number', { type: 'act', id: 'a', action: { type: 'ask' } }],
    ['an act numbered 0', { type: 'act', id: 'a', number: 0, action: { type: 'ask' } }],
    ['an act numbered by half', { type: 'act', id: 'a', number: 1.5, action: { type: 'ask' } }],
    ['an act numbered beyond all bounds', { type: 'act', id: 'a', number: 2 ** 60, action: { type: 'ask' } }],
    ['an act with an endless id', { type: 'act', number: 1, id: BIG, action: { type: 'ask' } }],
    ['a vote that does not say in which phase', { type: 'vote', better: 'same', ...NUMBERED, epoch: null }],
    [
      'an act with many fields',
      { type: 'act', ...NUMBERED, action: Object.fromEntries('abcdefghij'.split('').map((f) => [f, 1])) },
    ],
    ['an act with a nested field', { type: 'act', ...NUMBERED, action: { type: 'ask', deep: { deeper: {} } } }],
    ['an act with a long text', { type: 'act', ...NUMBERED, action: { type: 'ask', text: BIG.slice(0, 300) } }],
  ])('is refused as malformed: %s', async (_, payload) => {
    breathe();
    expect(codeOf(await request(ada.page, 'student', inPlace(payload)))).toBe('malformed');
  });

  test.each<[what: string, payload: unknown]>([
    ['an endless class', { type: 'extend', seconds: 1e9 }],
    ['a million bots', { type: 'bots', fillTo: 1e6 }],
    ['a stress with an object', { type: 'stress', id: 'crash', params: { target: {} } }],
    ['a rename without a seat', { type: 'rename', name: 'x' }],
    ['a step that does not say from where', { type: 'next', epoch: undefined }],
    ['a step from before the first', { type: 'next', epoch: -1 }],
    ['a pause that does not say of which clock', { type: 'pause', revision: 'now' }],
    ['trouble that does not say which time', { type: 'stress', id: 'crash', params: {}, uses: 0.5 }],
  ])('is refused as malformed at the desk: %s', async (_, payload) => {
    breathe();
    expect(codeOf(await request(desk, 'instructor', inPlace(payload)))).toBe('malformed');
  });

  test('a verb that no machine has is refused by the class', async () => {
    breathe();
    await desk.skipTo('play');
    const odd = inPlace({ type: 'act', ...NUMBERED, action: { type: 'win-everything' } });
    const answer = await request(ada.page, 'student', odd);
    expect(answer.ok).toBe(false);
  });
});

describe('Bytes that nobody would send', () => {
  test('close that connection at most; the class and everybody else go on', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 0, maxLength: 200 }), { minLength: 1, maxLength: 5 }),
        async (frames) => {
          breathe();
          const raw = await openRaw(game.url, code, { kind: 'board' });
          for (const frame of frames) raw.send(frame);
          raw.socket.close();
          await raw.closed;
          await expectOthersAnswered();
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each([9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 255])(
    'with the protocol’s own code %i do no more',
    async (first) => {
      for (const rest of [
        [],
        [0],
        [255],
        [0xd9, 0xff],
        [0xc1],
        [0xa5, 104],
        [1, 0xa7, 115, 116, 117, 100, 101, 110, 116, 0xdf, 255, 255, 255, 255],
      ]) {
        breathe();
        const raw = await openRaw(game.url, code, { kind: 'board' });
        raw.send(Uint8Array.from([first, ...rest]));
        raw.socket.close();
        await raw.closed;
      }
      await expectOthersAnswered();
    },
  );

  test('a huge message closes the connection with code 1009', async () => {
    const raw = await openRaw(game.url, code, { kind: 'board' });
    raw.send(HUGE);
    expect(await raw.closed).toBe(1009);
  });

  test('a message of an unknown type is nothing, as a message and as a request', async () => {
    breathe();
    const board = await Page.open(game.url, code, { kind: 'board' });
    board.room.send('constructor', { a: 1 });
    board.room.send('__proto__', { a: 1 });
    await expect(board.room.request('toString', {})).rejects.toThrow(/handler/);
    expect(codeOf(await request(board, 'student', {}))).toBe('not-allowed');
    await board.leave();
  });
});

describe('A flood', () => {
  test('is first refused as too fast, then ends with the connection, while others are answered', async () => {
    breathe();
    const board = await Page.open(game.url, code, { kind: 'board' });
    const answers = await Promise.all(Array.from({ length: 40 }, () => request(board, 'student', {})));
    expect(new Set(answers.map(codeOf))).toEqual(new Set(['not-allowed', 'too-fast']));
    await expectOthersAnswered();

    const flood = Array.from({ length: 200 }, () => request(board, 'student', {}).catch(() => undefined));
    await board.until(() => board.closed !== undefined);
    await Promise.all(flood);
    await expectOthersAnswered();
  });
});

test('After all of that no class has failed, and whoever runs the server read a few lines at most', () => {
  expect(game.reports.filter((line) => !line.startsWith('Connection: '))).toEqual([]);
  expect(game.reports.length).toBeLessThan(60);
  expect(game.reports.join('')).not.toContain('\n');
});

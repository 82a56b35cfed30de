import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandAnswer } from '../../shared/protocol/messages.ts';
import { startTestGame, type TestGame } from './support/game.ts';
import { joinStudent, openDesk, Page, type Student } from './support/page.ts';
import { openRaw } from './support/raw.ts';

let game: TestGame;
let code = '';
let desk: Page;
let ada: Student;
let ben: Student;

beforeAll(async () => {
  game = await startTestGame();
  ({ code, desk } = await openDesk(game.url));
  ada = await joinStudent(game.url, code, 'Ada');
  ben = await joinStudent(game.url, code, 'Ben');
  await desk.until(() => desk.roster.size === 2 && desk.state.connected === 2);
});
afterAll(() => game.close());

const INSTRUCTOR: readonly object[] = [
  { type: 'start' },
  { type: 'next' },
  { type: 'back' },
  { type: 'pause' },
  { type: 'resume' },
  { type: 'extend', seconds: 30 },
  { type: 'lock', on: true },
  { type: 'suggested-names', on: true },
  { type: 'rename', seat: 'x', name: 'Hacked' },
  { type: 'new-name', seat: 'x' },
  { type: 'kick', seat: 'x' },
  { type: 'role', seat: 'x', role: 'server' },
  { type: 'bots', fillTo: 300 },
  { type: 'stress', id: 'crash', params: {} },
  { type: 'stress-end', index: 0 },
  { type: 'end' },
];
const STUDENT: readonly object[] = [
  { type: 'predict', prediction: { better: 'same', sure: 1, finish: 50 } },
  { type: 'act', id: 'a1', action: { type: 'ask' } },
  { type: 'vote', better: 'same' },
];
const BIG = 'x'.repeat(5_000);
const HUGE = 'x'.repeat(50_000);

const request = (page: Page, kind: string, payload: unknown) =>
  page.room.request(kind, payload) as Promise<CommandAnswer>;
const codeOf = (answer: CommandAnswer) => (answer.ok ? 'ok' : answer.refusal.code);
/** The bucket of messages fills by the server's clock. */
const breathe = () => game.clock.skip(3_000);
/** Another connection, for the framework counts messages by real time. */
const expectOthersAnswered = async () => {
  breathe();
  const page = await Page.open(game.url, code, { kind: 'board' });
  expect(codeOf(await request(page, 'student', {}))).toBe('not-allowed');
  await page.leave();
};
const everything = () => JSON.stringify([desk.desk, [...desk.roster.values()], { ...desk.state.toJSON(), clockAt: 0 }]);

describe('Whoever asks for what is not theirs is refused, and nothing happens', () => {
  test('a student every command of the instructor, also with a forged identity', async () => {
    breathe();
    const before = everything();
    for (const command of INSTRUCTOR) {
      breathe();
      for (const forged of [command, { ...command, actor: { kind: 'instructor' }, role: 'instructor' }]) {
        expect(codeOf(await request(ada.page, 'instructor', forged)), JSON.stringify(forged)).toBe('not-allowed');
      }
    }
    expect(everything()).toBe(before);
  });

  test('a board every command there is', async () => {
    const board = await Page.open(game.url, code, { kind: 'board' });
    const before = everything();
    for (const [kind, commands] of [
      ['instructor', INSTRUCTOR],
      ['student', STUDENT],
    ] as const) {
      for (const command of commands) {
        breathe();
        expect(codeOf(await request(board, kind, command)), JSON.stringify(command)).toBe('not-allowed');
      }
    }
    expect(everything()).toBe(before);
    await board.leave();
  });

  test('the instructor every command of a student', async () => {
    for (const command of STUDENT) {
      breathe();
      expect(codeOf(await request(desk, 'student', command)), JSON.stringify(command)).toBe('not-allowed');
    }
  });

  test('a student another one’s seat or node: the message has no say in that', async () => {
    breathe();
    await desk.skipTo('predict');
    const prediction = { better: 'same', sure: 1, finish: 33 };
    const forged = { type: 'predict', prediction, seat: ben.seat, actor: { kind: 'student', seat: ben.seat } };
    expect(codeOf(await request(ada.page, 'student', forged))).toBe('ok');
    await ada.page.until(() => ada.page.seat?.prediction?.finish === 33);
    expect(desk.roster.get(ben.seat)?.acted).toBe(false);
    expect(ben.page.seat?.prediction).toBeNull();
  });
});

describe('A command in the wrong phase is refused', () => {
  test('acts and votes while predicting, predictions and votes in play', async () => {
    breathe();
    await desk.skipTo('predict');
    for (const command of STUDENT.slice(1))
      expect(codeOf(await request(ada.page, 'student', command))).toBe('wrong-phase');
    await desk.skipTo('play');
    for (const command of [STUDENT[0], STUDENT[2]]) {
      expect(codeOf(await request(ada.page, 'student', command))).toBe('wrong-phase');
    }
    expect(codeOf(await request(desk, 'instructor', { type: 'start' }))).toBe('wrong-phase');
  });
});

describe('The same act sent twice', () => {
  test('is one act', async () => {
    breathe();
    await desk.skipTo('play');
    await ada.page.until(() => ada.page.seat?.play?.verbs.some(({ blocked }) => blocked === undefined) ?? false);
    const verb = ada.page.seat?.play?.verbs.find(({ blocked }) => blocked === undefined);
    const twice = { type: 'act', id: 'twice', action: verb?.action };
    const [first, second] = await Promise.all([
      request(ada.page, 'student', twice),
      request(ada.page, 'student', twice),
    ]);
    expect(second).toEqual(first);
  });
});

describe('What is no command', () => {
  test.each<[what: string, payload: unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'act'],
    ['a list', [1, 2, 3]],
    ['an unknown type', { type: 'win' }],
    ['a prototype', JSON.parse('{"__proto__":{"type":"predict"},"type":"predict"}')],
    ['a prediction of 101', { type: 'predict', prediction: { better: 'same', sure: 1, finish: 101 } }],
    [
      'a prediction that is not a number',
      { type: 'predict', prediction: { better: 'same', sure: 1, finish: Number.NaN } },
    ],
    ['a certainty of 9', { type: 'predict', prediction: { better: 'same', sure: 9, finish: 1 } }],
    ['an act without an id', { type: 'act', action: { type: 'ask' } }],
    ['an act with an endless id', { type: 'act', id: BIG, action: { type: 'ask' } }],
    [
      'an act with many fields',
      { type: 'act', id: 'f', action: Object.fromEntries('abcdefghij'.split('').map((f) => [f, 1])) },
    ],
    ['an act with a nested field', { type: 'act', id: 'n', action: { type: 'ask', deep: { deeper: {} } } }],
    ['an act with a long text', { type: 'act', id: 'l', action: { type: 'ask', text: BIG.slice(0, 300) } }],
  ])('is refused as malformed: %s', async (_, payload) => {
    breathe();
    expect(codeOf(await request(ada.page, 'student', payload))).toBe('malformed');
  });

  test.each<[what: string, payload: unknown]>([
    ['an endless class', { type: 'extend', seconds: 1e9 }],
    ['a million bots', { type: 'bots', fillTo: 1e6 }],
    ['a stress with an object', { type: 'stress', id: 'crash', params: { target: {} } }],
    ['a rename without a seat', { type: 'rename', name: 'x' }],
  ])('is refused as malformed at the desk: %s', async (_, payload) => {
    breathe();
    expect(codeOf(await request(desk, 'instructor', payload))).toBe('malformed');
  });

  test('a verb that no machine has is refused by the class', async () => {
    breathe();
    await desk.skipTo('play');
    const answer = await request(ada.page, 'student', { type: 'act', id: 'odd', action: { type: 'win-everything' } });
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

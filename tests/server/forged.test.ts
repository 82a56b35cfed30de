import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from './support/app.ts';
import { codeOf, request } from './support/asked.ts';
import { joinStudent, openDesk, Page, type Student } from './support/page.ts';

let game: TestApp;
let code = '';
let desk: Page;
let ada: Student;
let ben: Student;

beforeAll(async () => {
  game = await startTestApp();
  ({ code, desk } = await openDesk(game.url));
  ada = await joinStudent(game.url, code, 'Ada');
  ben = await joinStudent(game.url, code, 'Ben');
  const connected = () => [...desk.roster.values()].filter((line) => line.connected).length;
  await desk.until(() => connected() === 2 && desk.state.connected === 2);
  // What the desk says of newcomers is over; from here on nothing changes by itself.
  game.clock.skip(61_000);
  await desk.until(() => desk.desk?.newcomers === 0);
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
  { type: 'predict', prediction: { better: 'same', sure: 1, finish: 50 }, id: 'p1', number: 11 },
  { type: 'act', id: 'a1', number: 12, action: { type: 'ask' } },
  { type: 'vote', better: 'same', id: 'v1', number: 13 },
];

/** The bucket of messages fills by the server's clock. */
const breathe = () => game.clock.skip(3_000);
const everything = () => JSON.stringify([desk.desk, [...desk.roster.values()], { ...desk.state.toJSON(), clockAt: 0 }]);

describe('Whoever asks for what is not theirs is refused, and nothing happens', () => {
  test('rule secrecy 1.1: a student every command of the instructor, also with a forged identity', async () => {
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

  test('rule secrecy 1.1: a student another one’s seat or node: the message has no say in that', async () => {
    breathe();
    await desk.skipTo('predict');
    const prediction = { better: 'same', sure: 1, finish: 33 };
    const { epoch } = desk.state;
    const forged = {
      type: 'predict',
      id: 'forged',
      number: 4,
      prediction,
      epoch,
      seat: ben.seat,
      actor: { kind: 'student', seat: ben.seat },
    };
    expect(codeOf(await request(ada.page, 'student', forged))).toBe('ok');
    await ada.page.until(() => ada.page.seat?.prediction?.finish === 33);
    expect(desk.roster.get(ben.seat)?.acted).toBe(false);
    expect(ben.page.seat?.prediction).toBeNull();
  });
});

describe('A command in the wrong phase is refused', () => {
  const now = (command: object | undefined) => ({ ...command, epoch: desk.state.epoch });

  test('acts and votes while predicting, predictions and votes in play', async () => {
    breathe();
    await desk.skipTo('predict');
    for (const command of STUDENT.slice(1))
      expect(codeOf(await request(ada.page, 'student', now(command)))).toBe('wrong-phase');
    await desk.skipTo('play');
    for (const command of [STUDENT[0], STUDENT[2]]) {
      expect(codeOf(await request(ada.page, 'student', now(command)))).toBe('wrong-phase');
    }
    expect(codeOf(await request(desk, 'instructor', now({ type: 'start' })))).toBe('wrong-phase');
  });
});

describe('The same act sent twice', () => {
  test('is one act', async () => {
    breathe();
    await desk.skipTo('play');
    await ada.page.until(() => ada.page.seat?.play?.verbs.some(({ blocked }) => blocked === undefined) ?? false);
    const verb = ada.page.seat?.play?.verbs.find(({ blocked }) => blocked === undefined);
    const twice = { type: 'act', id: 'twice', number: 100, action: verb?.action, epoch: desk.state.epoch };
    const [first, second] = await Promise.all([
      request(ada.page, 'student', twice),
      request(ada.page, 'student', twice),
    ]);
    expect(second).toEqual(first);
  });
});

test('None of that is an error of the server', () => {
  expect(game.reports).toEqual([]);
});

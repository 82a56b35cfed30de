import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClassAnswer } from '../../shared/protocol/messages.ts';
import { startTestApp, type TestApp } from './support/app.ts';
import { ask } from './support/ask.ts';
import { codeOf, request } from './support/asked.ts';
import { joinStudent, openDesk, Page } from './support/page.ts';

let game: TestApp;

beforeAll(async () => {
  game = await startTestApp();
});
afterAll(() => game.close());

async function twoDesks(): Promise<{ readonly left: Page; readonly right: Page; readonly code: string }> {
  const { code, key, desk: left } = await openDesk(game.url);
  return { code, left, right: await Page.open(game.url, code, { kind: 'desk', key }) };
}

test('Two desks press “next” at once, and each twice: the class goes on by one phase, and three are told why not', async () => {
  const { left, right } = await twoDesks();
  await left.skipTo('brief');
  await right.until(() => right.state.phase === 'brief');
  const next = { type: 'next', epoch: left.state.epoch };
  const answers = await Promise.all([left, right, left, right].map((desk) => request(desk, 'instructor', next)));
  expect(answers.map(codeOf).sort()).toEqual(['moved-on', 'moved-on', 'moved-on', 'ok']);
  await left.until(() => left.state.epoch !== next.epoch);
  expect(left.state.phase).toBe('predict');
});

test('“Pause” from two desks pauses, and “go on” from both goes on', async () => {
  const { left, right } = await twoDesks();
  await left.skipTo('brief');
  await right.until(() => right.state.phase === 'brief');
  for (const [type, again] of [
    ['pause', 'paused'],
    ['resume', 'not-paused'],
  ] as const) {
    const press = { type, revision: left.state.clockRevision };
    const answers = await Promise.all([left, right].map((desk) => request(desk, 'instructor', press)));
    expect(answers.map(codeOf).sort()).toEqual([again, 'ok'].sort());
    await left.until(() => left.state.clockRevision !== press.revision);
    expect(left.state.paused).toBe(type === 'pause');
  }
});

test('The end, pressed on two desks and then once more, is an end that “back” undoes, for the students too', async () => {
  const { left, right, code } = await twoDesks();
  const ada = await joinStudent(game.url, code, 'Ada');
  await left.skipTo('play');
  await right.until(() => right.state.phase === 'play');
  const end = { type: 'end', epoch: left.state.epoch };
  const answers = await Promise.all([left, right].map((desk) => request(desk, 'instructor', end)));
  expect(answers.map(codeOf).sort()).toEqual(['moved-on', 'ok']);
  await left.until(() => left.state.phase === 'end');
  expect(codeOf(await left.instruct({ type: 'end' }))).toBe('at-end');
  const told = async () => (await ask<ClassAnswer>(`${game.url}/api/classes/${code}`)).body;
  expect(await told()).toMatchObject({ ended: true });
  expect(codeOf(await left.instruct({ type: 'back' }))).toBe('ok');
  expect(await told()).toMatchObject({ ended: false });
  await ada.page.until(() => ada.page.state.phase === 'play' && ada.page.seat?.play !== null);
  expect(ada.page.closed).toBeUndefined();
});

test('The same trouble from two desks is caused once', async () => {
  const { left, right } = await twoDesks();
  await left.skipTo('play');
  await right.until(() => right.state.phase === 'play');
  const press = { type: 'stress', id: 'slow-links', params: { for: 0 }, uses: 0, epoch: left.state.epoch };
  const answers = await Promise.all([left, right].map((desk) => request(desk, 'instructor', press)));
  expect(answers.map(codeOf).sort()).toEqual(['ok', 'stress-active']);
  await right.until(() => right.desk?.stresses.some(({ active }) => active.length === 1) ?? false);
  expect(codeOf(await right.instruct({ type: 'stress', id: 'slow-links', params: { for: 0 } }))).toBe('stress-active');
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteJournal } from '../../server/journal/sqlite.ts';
import type { CommandAnswer } from '../../shared/protocol/messages.ts';
import { startTestApp, type TestApp } from './support/app.ts';
import { ask, takeSeat } from './support/ask.ts';
import { type HeldJournal, heldJournal } from './support/held-journal.ts';
import { joinStudent, openDesk, Page, type Student } from './support/page.ts';
import { type Frame, listenIn } from './support/wiretap.ts';

/** Frames of another class, two a second: many steps of this one. */
const FRAMES = 3;

let game: TestApp;
let held: HeldJournal;
/** A class of its own whose steps go on: it tells how many the held one had meanwhile. */
let clock: Page;
beforeAll(async () => {
  game = await startTestApp({
    journal: (folder) => {
      held = heldJournal(openSqliteJournal(folder));
      return held.journal;
    },
  });
  clock = (await openDesk(game.url)).desk;
  await clock.skipTo('play');
  await clock.instruct({ type: 'extend', seconds: 600 });
});
afterAll(() => game.close());

let code = '';
let desk: Page;
let board: Page;
let ada: Student;
let heard: readonly Frame[] = [];
beforeEach(async () => {
  ({ code, desk } = await openDesk(game.url));
  board = await Page.open(game.url, code, { kind: 'board' });
  ada = await joinStudent(game.url, code, 'Ada');
  for (const page of [desk, board]) await page.until(() => page.roster.get(ada.seat)?.connected === true);
});

/** Every message that any page of the class has got since. */
const textHeard = () => heard.map(({ bytes }) => bytes.toString('latin1')).join('\n');

interface Pending {
  readonly answers: readonly Promise<CommandAnswer>[];
  readonly isAnswered: () => boolean;
}

/** Taps that all change what everybody sees, while the journal takes its time. */
async function changesThatWait(): Promise<Pending> {
  held.hold(code);
  heard = listenIn();
  let answered = false;
  const answers = [
    desk.instruct({ type: 'rename', seat: ada.seat, name: 'Zebulon' }),
    desk.instruct({ type: 'start' }),
    desk.instruct({ type: 'lock', on: true }),
  ];
  for (const answer of answers) void answer.then(() => (answered = true));
  await held.waits();
  const { length } = clock.frames;
  await clock.until(() => clock.frames.length > length + FRAMES);
  return { answers, isAnswered: () => answered };
}

describe('While a commit is under way', () => {
  test('rule journal 2.2: no answer, no view and no frame tells of it, and the picture that was kept last stands', async () => {
    const { answers, isAnswered } = await changesThatWait();
    expect(isAnswered()).toBe(false);
    expect(textHeard()).not.toContain('Zebulon');
    for (const page of [desk, board, ada.page]) expect(page.state).toMatchObject({ phase: 'lobby', locked: false });
    held.release();
    expect(await Promise.all(answers)).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
    for (const page of [desk, board]) await page.until(() => page.roster.get(ada.seat)?.name === 'Zebulon');
    for (const page of [desk, board, ada.page])
      await page.until(() => page.state.phase === 'brief' && page.state.locked);
  });

  test('rule journal 2.3: whoever comes in sees what was kept last, and then the rest', async () => {
    await changesThatWait();
    const late = await Page.open(game.url, code, { kind: 'board' });
    expect(late.state).toMatchObject({ phase: 'lobby', locked: false });
    expect(late.roster.get(ada.seat)?.name ?? 'Ada').toBe('Ada');
    const opening = Page.open(game.url, code, { kind: 'seat', token: ada.token });
    held.release();
    const seat = await opening;
    await late.until(() => late.state.phase === 'brief' && late.roster.get(ada.seat)?.name === 'Zebulon');
    await seat.until(() => seat.seat?.name === 'Zebulon');
  });

  test('rule journal 2.3: who only asks about the class waits for the end of it', async () => {
    const { answers } = await changesThatWait();
    let told = false;
    const described = ask(`${game.url}/api/classes/${code}`).then((answer) => {
      told = true;
      return answer;
    });
    const { length } = clock.frames;
    await clock.until(() => clock.frames.length > length + FRAMES);
    expect(told).toBe(false);
    held.release();
    expect((await described).body).toMatchObject({ locked: true });
    await Promise.all(answers);
  });
});

/** The journal is tried again once a second. */
async function recovered(): Promise<void> {
  game.clock.skip(1_100);
  const isWritten = () => game.reports.some((line) => line.includes(code) && line.includes('written again'));
  await expect.poll(isWritten, { timeout: 20_000 }).toBe(true);
}

describe('After a commit that failed', () => {
  test('rule journal 2.5: everybody is told so, and nobody has ever seen what came of it', async () => {
    const { answers } = await changesThatWait();
    held.fail();
    for (const answer of await Promise.all(answers)) expect(answer).toMatchObject({ refusal: { code: 'not-saved' } });
    const { length } = clock.frames;
    await clock.until(() => clock.frames.length > length + FRAMES);
    expect(textHeard()).not.toContain('Zebulon');
    for (const page of [desk, board, ada.page]) expect(page.state).toMatchObject({ phase: 'lobby', locked: false });
    expect((await ask(`${game.url}/api/classes/${code}`)).body).toMatchObject({ locked: false });
    expect(desk.roster.get(ada.seat)?.name).toBe('Ada');
    await recovered();
    expect(await desk.instruct({ type: 'lock', on: true })).toEqual({ ok: true });
    await board.until(() => board.state.locked);
  });

  test('a seat that was taken in it is none', async () => {
    held.hold(code);
    heard = listenIn();
    const taken = takeSeat(game.url, code, 'Zebulon').catch((error: Error) => error.message);
    await held.waits();
    held.fail();
    expect(await taken).toContain('not-saved');
    expect(textHeard()).not.toContain('Zebulon');
    await recovered();
    await takeSeat(game.url, code, 'Zebulon');
    await desk.until(() => desk.state.joined === 2);
  });
});

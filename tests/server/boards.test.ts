import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MOST_SCREENS } from '../../server/audience/screens.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import type { AddressAnswer, BoardsAnswer } from '../../shared/protocol/messages.ts';
import { startTestApp, type TestApp } from './support/app.ts';
import { ask, refusalOf } from './support/ask.ts';
import { openDesk, Page } from './support/page.ts';

let app: TestApp;
let code = '';
let key = '';
let desk: Page;
let secret = '';
const pages: Page[] = [];

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  for (const page of pages.splice(0)) page.drop();
  ({ code, key, desk } = await openDesk(app.url));
  pages.push(desk);
  secret = (await asDesk<AddressAnswer>('address')).board ?? '';
});

async function asDesk<Value>(path: string, method = 'GET'): Promise<Value> {
  const headers = { authorization: `Bearer ${key}` };
  return (await ask<Value>(`${app.url}/api/classes/${code}/${path}`, undefined, { method, headers })).body;
}
async function board(shown?: string): Promise<Page> {
  const page = await Page.open(
    app.url,
    code,
    shown === undefined ? { kind: 'board' } : { kind: 'board', secret: shown },
  );
  pages.push(page);
  return page;
}
const fill = (count = MOST_SCREENS) => Promise.all(Array.from({ length: count }, () => board()));
const boards = async () => (await asDesk<BoardsAnswer>('boards')).boards;

describe('A board that a desk opened', () => {
  test('goes first: where pupils took all places, the first of theirs gives way, and asks again by itself', async () => {
    const [first, ...others] = await fill();
    await expect(board()).rejects.toThrow('too-many-screens');
    const projector = await board(secret);
    await first?.until(() => first.closed !== undefined);
    // Not a code after which a page stops to come back.
    expect([first?.closed, first?.goodbyes]).toEqual([CLOSE.board, []]);
    expect(projector.state.code).toBe(code);
    expect(others.every(({ closed }) => closed === undefined)).toBe(true);
    expect((await boards()).map(({ opened }) => opened).filter(Boolean)).toHaveLength(1);
    // A reload is the same again.
    projector.drop();
    expect((await board(secret)).state.code).toBe(code);
  });

  test('gives way to nobody, and is told so where all places are such boards’', async () => {
    await Promise.all(Array.from({ length: MOST_SCREENS }, () => board(secret)));
    await expect(board(secret)).rejects.toThrow('too-many-screens');
    await expect(board()).rejects.toThrow('too-many-screens');
  });

  test('is not one that shows something else', async () => {
    await board('x'.repeat(16));
    expect((await boards()).map(({ opened }) => opened)).toEqual([false]);
  });
});

describe('A place', () => {
  test('is given back when its board leaves', async () => {
    const [first] = await fill();
    await first?.leave();
    expect((await board()).state.code).toBe(code);
  });
});

describe('The desk', () => {
  test('lists the boards and closes one for good, and nobody else does', async () => {
    const [pupil, projector] = [await board(), await board(secret)];
    const listed = await boards();
    expect(listed.map(({ opened, minutes }) => ({ opened, minutes }))).toEqual([
      { opened: false, minutes: 0 },
      { opened: true, minutes: 0 },
    ]);
    const path = `boards/${listed[0]?.id}/remove`;
    expect(await refusalOf(ask(`${app.url}/api/classes/${code}/boards`))).toBe('wrong-key');
    expect(await refusalOf(ask(`${app.url}/api/classes/${code}/${path}`, {}))).toBe('wrong-key');
    const { boards: left } = await asDesk<BoardsAnswer>(path, 'POST');
    expect(left.map(({ opened }) => opened)).toEqual([true]);
    await pupil.until(() => pupil.closed !== undefined);
    expect([pupil.closed, pupil.goodbyes[0]?.code]).toEqual([CLOSE.boardRemoved, 'board-removed']);
    expect((await asDesk<BoardsAnswer>(path, 'POST')).boards).toHaveLength(1);
    expect(projector.closed).toBeUndefined();
  });

  test('lets only boards in that a desk opened, if it says so; then nobody with the code alone reads a name', async () => {
    const [pupil, projector] = [await board(), await board(secret)];
    expect(await desk.instruct({ type: 'only-opened-boards', on: true })).toEqual({ ok: true });
    await desk.until(() => desk.desk?.onlyOpenedBoards === true);
    await pupil.until(() => pupil.closed !== undefined);
    expect([pupil.closed, pupil.goodbyes]).toEqual([CLOSE.board, []]);
    await expect(board()).rejects.toThrow('board-not-opened');
    expect(projector.closed).toBeUndefined();
    await desk.instruct({ type: 'only-opened-boards', on: false });
    expect((await board()).state.code).toBe(code);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  forgetClass,
  keepClass,
  keptClass,
  keptClasses,
  keptSeat,
  memoryShelf,
} from '../../client/connection/browser-storage.ts';
import { watchAddress } from '../../client/connection/class-address.ts';
import { readBoards, readClass, readQrCode, readSeatCode, removeBoard } from '../../client/connection/http.ts';
import { ask } from '../../client/connection/request.ts';
import { browserShelf } from '../../client/connection/shelf.ts';

const asked: { readonly path: string; readonly init: RequestInit }[] = [];
let reply: () => Response;

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const lastAsked = () => ({
  path: asked.at(-1)?.path,
  method: asked.at(-1)?.init.method,
  body: asked.at(-1)?.init.body,
});

beforeEach(() => {
  vi.useFakeTimers();
  asked.length = 0;
  reply = () => json({});
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    asked.push({ path, init });
    return reply();
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('A request', () => {
  it('reads without a body, and writes with one', async () => {
    await ask('/api/x');
    expect(lastAsked()).toEqual({ path: '/api/x', method: undefined, body: undefined });
    expect(asked[0]?.init.headers).toEqual({});
    await ask('/api/x', { body: { a: 1 } });
    expect(lastAsked()).toEqual({ path: '/api/x', method: 'POST', body: '{"a":1}' });
    expect(asked[1]?.init.headers).toEqual({ 'content-type': 'application/json' });
    await ask('/api/x', { body: {}, method: 'PUT' });
    expect(lastAsked().method).toBe('PUT');
  });

  it('shows what the page knows, each in a header of its own, and nothing that it does not know', async () => {
    await readClass('K7', { link: 'l', board: 'b', device: 'd', key: 'k' });
    expect(asked[0]?.init.headers).toEqual({
      'class-link': 'l',
      'class-board': 'b',
      'class-device': 'd',
      authorization: 'Bearer k',
    });
    await readClass('K7', { link: undefined });
    expect(asked[1]?.init.headers).toEqual({});
  });

  it('for a seat’s code reads it, or makes a new one', async () => {
    const desk = { code: 'K7', key: 'k' };
    await readSeatCode(desk, 'a/b');
    expect(lastAsked()).toEqual({ path: '/api/classes/K7/seats/a%2Fb/code', method: undefined, body: undefined });
    await readSeatCode(desk, 'a', true);
    expect(lastAsked().method).toBe('POST');
    await readBoards(desk);
    expect(lastAsked()).toMatchObject({ path: '/api/classes/K7/boards', method: undefined });
    await removeBoard(desk, 'x');
    expect(lastAsked()).toMatchObject({ path: '/api/classes/K7/boards/x/remove', method: 'POST' });
  });

  it('leaves no timer behind', async () => {
    await ask('/api/x');
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    [502, 'silent'],
    [504, 'silent'],
    [501, 'unreadable'],
    [505, 'unreadable'],
    [200, 'unreadable'],
  ])('that somebody else answers with %i is %s', async (status, code) => {
    reply = () => new Response('<html>', { status });
    expect(await ask('/api/x')).toMatchObject({ ok: false, refusal: { code } });
  });

  it('takes a refusal in words for one, whatever its status, and no other answer for one', async () => {
    const refused = { ok: false, refusal: { code: 'kicked', said: { key: 'refusal.kicked' } } };
    reply = () => json(refused, 403);
    expect(await ask('/api/x')).toEqual(refused);
    reply = () => json({ error: 'x' }, 403);
    expect(await ask('/api/x')).toMatchObject({ ok: false, refusal: { code: 'unreadable' } });
  });

  it('for a picture brings it, or says why not', async () => {
    reply = () => new Response('<svg/>');
    const picture = await readQrCode('K7', 'http://a/b', {});
    expect(picture.ok && (await picture.value.text())).toBe('<svg/>');
    expect(asked[0]?.path).toBe('/api/classes/K7/qr.svg?to=http%3A%2F%2Fa%2Fb');
    reply = () => json({ ok: false, refusal: { code: 'unknown-class', said: { key: 'k' } } }, 404);
    expect(await readQrCode('K7', 'x', {})).toMatchObject({ ok: false, refusal: { code: 'unknown-class' } });
  });
});

describe('The address of a class', () => {
  const settled = () => vi.advanceTimersByTimeAsync(0);

  it('is asked for again every four seconds until the page is closed, with the link that it has learnt', async () => {
    reply = () => json({ link: 'secret' });
    const address = watchAddress('K7', undefined, 'board');
    await settled();
    expect(address.answer.value).toEqual({ link: 'secret' });
    expect(asked[0]?.init.headers).toEqual({ 'class-board': 'board' });
    await vi.advanceTimersByTimeAsync(3_999);
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toHaveLength(2);
    expect(asked[1]?.init.headers).toEqual({ 'class-board': 'board', 'class-link': 'secret' });
    address.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(2);
  });

  it('stays the one that was known when nothing new, or nothing at all, is answered', async () => {
    reply = () => json({ link: 'a' });
    const address = watchAddress('K7');
    await settled();
    const first = address.answer.value;
    await vi.advanceTimersByTimeAsync(4_000);
    expect(address.answer.value).toBe(first);
    reply = () => new Response('', { status: 502 });
    await vi.advanceTimersByTimeAsync(4_000);
    expect(address.answer.value).toBe(first);
    reply = () => json({ link: 'b' });
    await address.choose('wifi');
    expect(address.answer.value).toEqual({ link: 'b' });
    expect(lastAsked()).toMatchObject({ method: 'PUT', body: '{"id":"wifi"}' });
    address.close();
  });

  it('is asked for no more when the page was closed while an answer was on its way', async () => {
    const address = watchAddress('K7');
    address.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(1);
  });
});

describe('What a browser keeps of classes', () => {
  it('is forgotten one by one, and stands in the order of the codes', () => {
    const shelf = memoryShelf();
    for (const code of ['C', 'A', 'B']) keepClass(shelf, { code, key: 'k', title: code });
    expect(keptClasses(shelf).map(({ code }) => code)).toEqual(['A', 'B', 'C']);
    forgetClass(shelf, 'B');
    expect(keptClasses(shelf).map(({ code }) => code)).toEqual(['A', 'C']);
    expect(keptClass(shelf, 'B')).toBeUndefined();
    expect(keptClass(shelf, 'A')).toEqual({ code: 'A', key: 'k', title: 'A' });
    keepClass(shelf, { code: 'A', key: 'k', title: 'A', gone: true });
    expect(keptClass(shelf, 'A')?.gone).toBe(true);
    expect(keptSeat(shelf, 'A')).toBeUndefined();
  });
});

describe('A browser’s shelf', () => {
  const stored = new Map<string, string>();
  let forbidden = false;
  beforeEach(() => {
    stored.clear();
    forbidden = false;
    const tab = { state: null as unknown, replaceState: (state: unknown) => Object.assign(tab, { state }) };
    vi.stubGlobal('history', tab);
    const guarded = <Value>(value: Value): Value => {
      if (forbidden) throw new Error('forbidden');
      return value;
    };
    const methods = {
      getItem: (key: string) => guarded(stored.get(key) ?? null),
      setItem: (key: string, value: string) => void guarded(stored).set(key, value),
      removeItem: (key: string) => void guarded(stored).delete(key),
    };
    // As in a browser, its keys are those of what is stored.
    vi.stubGlobal(
      'localStorage',
      new Proxy(methods, {
        ownKeys: () => [...stored.keys()],
        getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
      }),
    );
  });

  it('keeps what is set, and says that it lasts', () => {
    const shelf = browserShelf();
    shelf.set('a', '1');
    expect([shelf.get('a'), shelf.get('b'), shelf.lasts('a'), shelf.keys()]).toEqual(['1', null, true, ['a']]);
    shelf.remove('a');
    expect([shelf.get('a'), shelf.lasts('a')]).toEqual([null, false]);
  });

  it('keeps it for the tab where storage is forbidden, or was emptied, and says that it does not last', () => {
    const shelf = browserShelf();
    forbidden = true;
    shelf.set('a', '1');
    shelf.set('b', '2');
    expect([shelf.get('a'), shelf.lasts('a'), shelf.keys()]).toEqual(['1', false, ['a', 'b']]);
    shelf.remove('a');
    expect([shelf.get('a'), shelf.get('b')]).toEqual([null, '2']);
    forbidden = false;
    expect(shelf.get('b')).toBe('2');
  });
});

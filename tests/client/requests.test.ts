import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readReport, takeSeat } from '../../client/connection/http.ts';
import { reservePlace } from '../../client/connection/place.ts';

type Reply = () => Promise<Response>;
const FROM = { page: 'this page', attempt: 3 };
const PLACE = { name: 'class', processId: 'p', roomId: 'K7MQ2', sessionId: 's' };
const asked: { readonly path: string; readonly init: RequestInit; readonly at: number }[] = [];

/** Answers requests in turn, the last reply for all that follow; one that is given up fails as in a browser. */
function replying(...replies: readonly Reply[]): void {
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    const reply = replies[Math.min(asked.length, replies.length - 1)];
    asked.push({ path, init, at: performance.now() });
    const givenUp = new Promise<Response>((_, reject) =>
      init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError'))),
    );
    return Promise.race([givenUp, reply?.() ?? Promise.reject(new Error('no reply'))]);
  });
}
const json =
  (body: unknown, status = 200): Reply =>
  async () =>
    new Response(JSON.stringify(body), { status });
const never: Reply = () => new Promise(() => undefined);
const broken: Reply = () => Promise.reject(new TypeError('Failed to fetch'));
const reserve = (signal = new AbortController().signal) =>
  reservePlace('K7MQ2', { kind: 'desk', key: 'the-key' }, FROM, signal);
const codeOf = (answer: Awaited<ReturnType<typeof reserve>>) => (answer.ok ? 'ok' : answer.refusal.code);

beforeEach(() => {
  vi.useFakeTimers();
  asked.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('asking for a place', () => {
  it('sends the claim in a header and which page it is in the body, and nothing of both in the address', async () => {
    replying(json(PLACE));
    expect(await reserve()).toEqual({ ok: true, value: PLACE });
    const [{ path, init } = { path: '', init: {} }] = asked;
    expect(path).toBe('/matchmake/joinById/K7MQ2');
    expect(new Headers(init.headers).get('authorization')).toBe('Bearer desk:the-key');
    expect(JSON.parse(String(init.body))).toEqual(FROM);
  });

  it('first takes no connection that the browser has kept, and for a short time', async () => {
    replying(never, json(PLACE));
    const answer = reserve();
    await vi.advanceTimersByTimeAsync(2_500);
    expect(await answer).toEqual({ ok: true, value: PLACE });
    expect(asked.map(({ init }) => init.credentials)).toEqual(['omit', 'same-origin']);
  });

  it('shows its cookies to a proxy that lets nobody through without', async () => {
    replying(async () => new Response('<html>Sign in</html>', { status: 401 }), json(PLACE));
    expect(await reserve()).toEqual({ ok: true, value: PLACE });
  });

  it('ends within ten seconds when nothing is answered', async () => {
    replying(never);
    const answer = reserve();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(codeOf(await answer)).toBe('silent');
  });

  it('takes the server’s “no” for an answer', async () => {
    replying(json({ ok: false, refusal: { code: 'kicked', said: { key: 'refusal.kicked' } } }, 403));
    expect(codeOf(await reserve())).toBe('kicked');
    expect(asked).toHaveLength(1);
  });

  it.each<[string, Reply, string]>([
    ['nothing can be reached', broken, 'unreachable'],
    ['a page comes instead', async () => new Response('<html>Welcome to our Wi-Fi</html>'), 'unreadable'],
    ['a proxy finds no server', async () => new Response('Bad gateway', { status: 502 }), 'silent'],
    ['a filter has a page of its own for it', async () => new Response('Forbidden', { status: 403 }), 'unreadable'],
    ['the answer is no answer', json(7), 'unreadable'],
  ])('says what is known: %s', async (_, reply, code) => {
    replying(reply);
    expect(codeOf(await reserve())).toBe(code);
  });

  it('is over as soon as nobody wants it any more', async () => {
    replying(never);
    const controller = new AbortController();
    const answer = reserve(controller.signal);
    controller.abort();
    await answer;
    expect(asked).toHaveLength(1);
  });
});

describe('every request has an end:', () => {
  it.each([
    ['for a seat', () => takeSeat({ code: 'K7MQ2', link: 'a-link' }, 'Ana', 'device')],
    ['for the report', () => readReport('K7MQ2', 'the-key')],
  ])('%s', async (_, request) => {
    replying(never);
    const answer = request();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await answer).toMatchObject({ ok: false, refusal: { code: 'silent' } });
  });
});

import { once } from 'node:events';
import type { RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { newHttpServer } from '../../server/http/http-server.ts';
import { closed, heardUntilClosed, openTcp, sayAndHear } from './support/tcp.ts';

const BOUNDS = { fromOneAddress: 20, inAll: 40, requestsAtOnce: 4, answerMs: 600_000, silentMs: 600_000 };
/** More than the system's buffers between two sockets of one machine hold. */
const MUCH = Buffer.alloc(64 * 1_024 * 1_024);

let server: Server;
let unanswered: ServerResponse[] = [];

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** `/much` answers with much, `/wait` when the test does, anything else at once. */
async function listen(bounds: Partial<typeof BOUNDS> = {}): Promise<number> {
  unanswered = [];
  const answer: RequestListener = ({ url }, response) => {
    if (url === '/wait') unanswered.push(response);
    else response.end(url === '/much' ? MUCH : 'here');
  };
  server = newHttpServer(answer, { ...BOUNDS, ...bounds });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
const getAndClose = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;

describe('Connections from one address', () => {
  test('that do nothing give way to new ones, the oldest first, and everybody is served', async () => {
    const port = await listen();
    const idle: Socket[] = [];
    for (let count = 0; count < 100; count++) {
      const socket = await openTcp(port);
      socket.resume();
      idle.push(socket);
    }
    expect(await sayAndHear(port, getAndClose('/'))).toContain('here');
    await Promise.all(idle.slice(0, 80).map(closed));
    expect(await new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)))).toBe(20 - 1);
    for (const socket of idle) socket.destroy();
  });

  test('that wait for an answer keep their places, and one more is turned away until there is room', async () => {
    const port = await listen();
    const busy = await Promise.all(Array.from({ length: 20 }, () => openTcp(port)));
    const answers = busy.map(heardUntilClosed);
    for (const socket of busy) socket.write(getAndClose('/wait'));
    while (unanswered.length < 20) await once(server, 'request');
    expect(await sayAndHear(port, getAndClose('/'))).toBe('');
    for (const response of unanswered) response.end('at last');
    for (const answer of await Promise.all(answers)) expect(answer).toContain('at last');
    expect(await sayAndHear(port, getAndClose('/'))).toContain('here');
  });
});

describe('One connection', () => {
  test('is closed when it sends many requests at once without waiting for an answer', async () => {
    const port = await listen();
    expect(await sayAndHear(port, get('/wait').repeat(1_000))).toBe('');
    expect(unanswered).toHaveLength(4);
  });

  test('whose reader takes nothing in is let go when nothing moves any more', async () => {
    const port = await listen({ silentMs: 300 });
    const socket = await openTcp(port);
    socket.pause();
    socket.write(get('/much'));
    const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
    await once(response, 'close');
    expect(response.writableFinished).toBe(false);
    socket.destroy();
  });

  test('that takes its answer in too slowly is let go in the end', async () => {
    const port = await listen({ answerMs: 300 });
    const socket = await openTcp(port);
    socket.pause();
    socket.write(get('/much'));
    const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
    await once(response, 'close');
    expect(response.writableFinished).toBe(false);
    socket.destroy();
  });

  test.each<[what: string, bytes: string | Uint8Array]>([
    ['bytes of no protocol', Uint8Array.from({ length: 4_000 }, (_, at) => (at * 37) % 256)],
    ['the beginning of a secure connection', Uint8Array.of(22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3, 0)],
    ['a header without an end', `GET / HTTP/1.1\r\nX: ${'x'.repeat(100_000)}`],
    ['endless headers', `GET / HTTP/1.1\r\n${'X: y\r\n'.repeat(20_000)}`],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ['a tunnel', 'CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n'],
  ])('that says %s is closed, and the others go on', async (_, bytes) => {
    const port = await listen();
    const heard = await sayAndHear(port, bytes);
    expect(heard === '' || /^HTTP\/1\.1 4\d\d /.test(heard), heard.slice(0, 100)).toBe(true);
    expect(await sayAndHear(port, getAndClose('/'))).toContain('here');
  });
});

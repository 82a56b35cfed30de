import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { type SocketEvents, SocketFailure } from '../../client/connection/contract.ts';
import { openSocket } from '../../client/connection/socket.ts';

const PLACE = { name: 'class', processId: 'proc', roomId: 'K7MQ2', sessionId: 's&1' };
const events: SocketEvents = { state: () => undefined, message: () => undefined, closed: () => undefined };
let http: Server;
let sockets: WebSocketServer;

beforeEach(async () => {
  http = createServer().listen(0, '127.0.0.1');
  await once(http, 'listening');
  sockets = new WebSocketServer({ noServer: true });
  const { port } = http.address() as AddressInfo;
  vi.stubGlobal('location', { origin: `http://127.0.0.1:${port}` });
});
afterEach(() => {
  vi.unstubAllGlobals();
  sockets.close();
  http.closeAllConnections();
  http.close();
});

it('A connection asks for its place with nothing but the place in its address', async () => {
  void openSocket(PLACE, events, new AbortController().signal).catch(() => undefined);
  const [request] = await once(http, 'upgrade');
  expect(request.url).toBe('/proc/K7MQ2?sessionId=s%261');
  request.socket.destroy();
});

it('A socket that opens after it was given up is closed at once', async () => {
  const given = new AbortController();
  void openSocket(PLACE, events, given.signal).catch(() => undefined);
  const [request, stream, head] = await once(http, 'upgrade');
  given.abort();
  sockets.handleUpgrade(request, stream, head, (socket) => sockets.emit('connection', socket));
  if (!stream.destroyed) await once(stream, 'close');
  expect(stream.destroyed).toBe(true);
});

it('A server that closes instead of letting in is a failure, and says no code of its own', async () => {
  http.on('upgrade', (_, stream) => stream.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
  const failure = await openSocket(PLACE, events, new AbortController().signal).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(SocketFailure);
  expect(failure).toMatchObject({ code: undefined });
});

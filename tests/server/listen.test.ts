import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { listenOn } from '../../server/listen.ts';

/** @param code what listening in IPv6 fails with on this computer; none where it has IPv6 */
function serverOn(code?: string): Server {
  const server = createServer((_request, response) => void response.end('hello'));
  onTestFinished(() => void server.close());
  if (code === undefined) return server;
  const plain = server.listen.bind(server);
  server.listen = ((port: number, host: string, then: () => void) => {
    if (!host.includes(':')) return plain(port, host, then);
    queueMicrotask(() => server.emit('error', Object.assign(new Error(code), { code, syscall: 'listen' })));
    return server;
  }) as typeof server.listen;
  return server;
}

/** Whether somebody answers there. */
function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host, () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

describe('Every network', () => {
  test.each(['EAFNOSUPPORT', 'EADDRNOTAVAIL'])('is those of IPv4 where the computer has no IPv6: %s', async (code) => {
    const server = serverOn(code);
    const { host, port } = await listenOn(server, { host: '::', port: 0 });
    expect(host).toBe('0.0.0.0');
    expect((server.address() as AddressInfo).port).toBe(port);
    expect(await answers('127.0.0.1', port)).toBe(true);
  });

  test('is those of IPv4, too, where it has', async () => {
    const { port } = await listenOn(serverOn(), { host: '::', port: 0 });
    expect(await answers('127.0.0.1', port)).toBe(true);
  });
});

test('A port in use, and an address of IPv6 that was asked for by name, are no reason to listen elsewhere', async () => {
  await expect(listenOn(serverOn('EADDRINUSE'), { host: '::', port: 0 })).rejects.toThrow('EADDRINUSE');
  await expect(listenOn(serverOn('EAFNOSUPPORT'), { host: '::1', port: 0 })).rejects.toThrow('EAFNOSUPPORT');
});

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connection that says whatever bytes it likes. */
export async function openTcp(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Everything that the server says until it closes the connection. */
export async function heardUntilClosed(socket: Socket): Promise<string> {
  const parts: string[] = [];
  socket.on('data', (part) => parts.push(String(part)));
  await closed(socket);
  return parts.join('');
}

/** However it ended. */
export function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) resolve();
    else socket.once('close', () => resolve());
  });
}

/** @returns what the server says to these bytes until it closes the connection */
export async function sayAndHear(port: number, bytes: string | Uint8Array): Promise<string> {
  const socket = await openTcp(port);
  socket.write(bytes);
  return heardUntilClosed(socket);
}

/** A request to become a WebSocket, as a browser's, with another target or other headers. */
export function upgradeTo(target: string, headers: { readonly [name: string]: string } = {}, method = 'GET'): string {
  const all = {
    Host: 'localhost:3000',
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

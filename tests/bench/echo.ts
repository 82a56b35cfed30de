// node tests/bench/echo.ts: bare `ws`. It sends back what it gets; after the message "broadcast" one buffer goes to everybody 20 times a second.
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { WebSocketServer } from 'ws';

const BYTES = 160;
const EVERY_MS = 50;

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (socket) => {
  socket.on('message', (message) => {
    if (String(message) === 'broadcast') setInterval(broadcast, EVERY_MS);
    else socket.send(message);
  });
});
server.on('listening', () => process.stdout.write(`ready ${(server.address() as AddressInfo).port}\n`));

const buffer = Buffer.alloc(BYTES, 1);
function broadcast(): void {
  for (const socket of server.clients) socket.send(buffer);
}

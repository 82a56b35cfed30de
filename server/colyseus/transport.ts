import type { Server } from 'node:http';
import { matchMaker } from '@colyseus/core';
import { WebSocketTransport } from '@colyseus/ws-transport';
import { BoundedSocket } from './bounded-socket.ts';
import { guardUpgrades } from './upgrade-gate.ts';

/** A larger message closes its connection. Whoever doesn't answer to the closing for so many ms is cut off. */
const SOCKETS = { noServer: true, maxPayload: 8 * 1_024, closeTimeout: 5_000 };

/** Lets the framework take WebSockets on this server: those that a room of this process waits for. */
export function attachTransport(server: Server, publicUrl: string | null): void {
  const isExpected = (code: string, session: string) =>
    matchMaker.getLocalRoomById(code)?.hasReservedSeat(session) ?? false;
  const filter = guardUpgrades(server, { isExpected, publicUrl });
  new WebSocketTransport({ ...SOCKETS, WebSocket: BoundedSocket }).attachToServer(server, { filter });
}

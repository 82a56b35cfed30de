import type { Server } from 'node:http';
import { matchMaker } from '@colyseus/core';
import { WebSocketTransport } from '@colyseus/ws-transport';
import { guardUpgrades } from './upgrade-gate.ts';

/** A larger message closes its connection. */
const MESSAGE_BYTES = 8 * 1_024;

/** Lets the framework take WebSockets on this server: those that a room of this process waits for. */
export function attachTransport(server: Server, publicUrl: string | null): void {
  const isExpected = (code: string, session: string) =>
    matchMaker.getLocalRoomById(code)?.hasReservedSeat(session) ?? false;
  const filter = guardUpgrades(server, { isExpected, publicUrl });
  new WebSocketTransport({ noServer: true, maxPayload: MESSAGE_BYTES }).attachToServer(server, { filter });
}

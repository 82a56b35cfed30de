import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { clientNetwork } from '../limits/client-network.ts';

export interface Bounds {
  /** Connections other than WebSockets, which have limits of their own. */
  readonly fromOneAddress: number;
  readonly inAll: number;
  /** Requests of one connection that may be under way; browsers send one after the other. */
  readonly requestsAtOnce: number;
  /** ms until an answer must have been taken. */
  readonly answerMs: number;
  /** ms until a connection is closed on which nothing moves, such as one whose reader takes nothing in. */
  readonly silentMs: number;
}

interface Opened {
  readonly address: string;
  /** Requests that are not answered yet, and when the first of them came (ms). */
  requests: number;
  since: number;
}

/** Open connections, the longest idle first. */
interface Sockets {
  readonly opened: Map<Socket, Opened>;
  readonly perAddress: Map<string, number>;
}

const SWEEPS = 10;

/**
 * Bounds the connections of a server. Where there are too many, the one that has done nothing for longest gives way to the new one, so
 * that holding connections open keeps nobody out; where all of them are busy, the new one is turned away.
 */
export function boundSockets(server: Server, answer: RequestListener, bounds: Bounds, now: () => number): void {
  const sockets: Sockets = { opened: new Map(), perAddress: new Map() };
  server.setTimeout(bounds.silentMs);
  server.on('connection', (socket) => {
    add(sockets, socket);
    socket.once('close', () => remove(sockets, socket));
    makeRoom(sockets, bounds, socket);
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const own = sockets.opened.get(request.socket);
    if (own !== undefined && begins(own, now()) > bounds.requestsAtOnce) request.socket.destroy();
    if (request.socket.destroyed) return;
    response.once('close', () => ends(sockets, request.socket, now()));
    answer(request, response);
  });
  server.on('upgrade', ({ socket }: IncomingMessage) => remove(sockets, socket));
  const sweep = setInterval(() => {
    for (const [socket, { requests, since }] of sockets.opened)
      if (requests > 0 && now() - since > bounds.answerMs) socket.destroy();
  }, bounds.answerMs / SWEEPS).unref();
  server.once('close', () => clearInterval(sweep));
}

function add({ opened, perAddress }: Sockets, socket: Socket): void {
  const address = clientNetwork(socket.remoteAddress ?? '');
  opened.set(socket, { address, requests: 0, since: 0 });
  perAddress.set(address, (perAddress.get(address) ?? 0) + 1);
}

function remove({ opened, perAddress }: Sockets, socket: Socket): void {
  const own = opened.get(socket);
  if (own === undefined) return;
  opened.delete(socket);
  const left = (perAddress.get(own.address) ?? 0) - 1;
  if (left > 0) perAddress.set(own.address, left);
  else perAddress.delete(own.address);
}

/** @returns the number of requests under way */
function begins(own: Opened, now: number): number {
  if (own.requests === 0) own.since = now;
  own.requests += 1;
  return own.requests;
}

function ends({ opened }: Sockets, socket: Socket, now: number): void {
  const own = opened.get(socket);
  if (own === undefined) return;
  Object.assign(own, { requests: own.requests - 1, since: now });
  opened.delete(socket);
  opened.set(socket, own);
}

function makeRoom({ opened, perAddress }: Sockets, bounds: Bounds, fresh: Socket): void {
  const address = opened.get(fresh)?.address ?? '';
  const fromHere = (perAddress.get(address) ?? 0) > bounds.fromOneAddress;
  if (!fromHere && opened.size <= bounds.inAll) return;
  for (const [socket, own] of opened) {
    if (own.requests > 0 || (fromHere && own.address !== address)) continue;
    socket.destroy();
    return;
  }
}

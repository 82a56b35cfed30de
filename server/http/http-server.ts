import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type Bounds, boundSockets } from './open-sockets.ts';

/**
 * A whole school may come from one address, and every browser opens up to six connections for its pages; whatever is beyond takes the
 * places of those that do nothing.
 */
const BOUNDS: Bounds = {
  fromOneAddress: 2_000,
  inAll: 6_000,
  requestsAtOnce: 16,
  answerMs: 180_000,
  silentMs: 30_000,
};

/** A server whose connections are bounded in number and in time, before anybody has said a word. */
export function newHttpServer(answer: RequestListener, bounds: Bounds = BOUNDS): Server {
  const server = createServer({
    requestTimeout: 15_000,
    headersTimeout: 10_000,
    keepAliveTimeout: 20_000,
    connectionsCheckingInterval: 5_000,
    // Whoever asks for another protocol, as some command lines do by habit, gets the page in this one.
    shouldUpgradeCallback: ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket',
  });
  boundSockets(server, answer, bounds, () => performance.now());
  return server;
}

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { matchMaker } from '@colyseus/core';
import { WebSocketTransport } from '@colyseus/ws-transport';
import type { Catalogue } from '../shared/class/index.ts';
import { type Addresses, addressesOf } from './addresses.ts';
import type { Settings } from './config.ts';
import { httpApp } from './http/app.ts';
import { newLimits } from './http/limits.ts';
import type { Journal } from './journal/contract.ts';
import type { Lessons } from './lessons.ts';
import { classRoom } from './rooms/class-room.ts';
import { type Doors, newDoors } from './rooms/doors.ts';
import { setUpFramework } from './rooms/framework.ts';
import { House } from './rooms/house.ts';

const ROOM = 'class';
/** A larger message closes its connection. */
const MESSAGE_BYTES = 8 * 1_024;
const IDLE_CHECK_MS = 60_000;

export interface GameParts {
  readonly settings: Settings;
  /** The built client. */
  readonly pages: string;
  readonly journal: Journal;
  readonly catalogue: Catalogue;
  readonly lessons: Lessons;
  /** ms of a clock that never falls. */
  readonly now: () => number;
  /** ms since 1970. */
  readonly wallClock: () => number;
  /** A sentence for whoever runs the server. */
  readonly report: (sentence: string) => void;
}

/** A running server. One for each process: the framework's match maker is. */
export interface Game {
  readonly port: number;
  readonly addresses: Addresses;
  /** Codes of the classes that came back from the journal. */
  readonly restored: readonly string[];
  /** Closes classes that nobody uses any more; done by itself once a minute. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** Brings back every open class, then listens. @throws what listening throws, such as for a port in use */
export async function startGame(parts: GameParts): Promise<Game> {
  await expectFreePort(parts.settings);
  await setUpFramework(parts.report, parts.now);
  const doors = newDoors(ROOM);
  const house = new House({ ...parts, soon: (work) => setImmediate(work), admit: doors.open, dismiss: doors.shut });
  matchMaker.defineRoomType(ROOM, classRoom({ house, doors, now: parts.now, report: parts.report }));
  await matchMaker.accept();
  const restored = await house.restore();
  const server = await listen(parts, house);
  const port = (server.address() as AddressInfo).port;
  const idle = setInterval(() => void house.closeIdle(), IDLE_CHECK_MS);
  return {
    port,
    addresses: addressesOf(parts.settings.host, port),
    restored,
    tidy: () => house.closeIdle(),
    close: async () => {
      clearInterval(idle);
      await stop(server, doors);
      await parts.journal.dispose();
    },
  };
}

/** Before any journal is touched: a game that was started twice must not take its own classes for damaged. */
async function expectFreePort({ port, host }: Settings): Promise<void> {
  const probe = createServer();
  await listening(probe, port, host);
  await new Promise((resolve) => probe.close(resolve));
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

async function listen(parts: GameParts, house: House): Promise<Server> {
  const { settings, lessons } = parts;
  const server = createServer({
    requestTimeout: 15_000,
    headersTimeout: 10_000,
    keepAliveTimeout: 20_000,
    connectionsCheckingInterval: 5_000,
  });
  const addresses = () => addressesOf(settings.host, (server.address() as AddressInfo).port);
  const limits = newLimits(parts.now);
  server.on('request', httpApp({ ...parts, house, limits, addresses, publicUrl: settings.publicUrl, lessons }));
  new WebSocketTransport({ noServer: true, maxPayload: MESSAGE_BYTES }).attachToServer(server);
  await listening(server, settings.port, settings.host);
  return server;
}

async function stop(server: Server, doors: Doors): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  doors.closeAll();
  await matchMaker.gracefullyShutdown();
  server.closeAllConnections();
  await closed;
}

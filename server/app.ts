import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { matchMaker } from '@colyseus/core';
import { WebSocketTransport } from '@colyseus/ws-transport';
import type { Catalogue } from '../shared/class/index.ts';
import { type Addresses, addressesOf } from './addresses.ts';
import { ClassRegistry } from './classes/class-registry.ts';
import { engineVersion } from './classes/engine.ts';
import { roomType } from './colyseus/room.ts';
import { newRoomRegistry, type RoomRegistry } from './colyseus/room-registry.ts';
import { setUpColyseus } from './colyseus/setup.ts';
import type { Settings } from './config.ts';
import { httpApp } from './http/app.ts';
import type { Journal } from './journal/contract.ts';
import type { Lessons } from './lessons.ts';
import { newLimits } from './limits/limits.ts';

const ROOM = 'class';
/** A larger message closes its connection. */
const MESSAGE_BYTES = 8 * 1_024;
const TIDY_MS = 60_000;
const UPKEEP_MS = 2_000;
/** ms. The server looks at each class twenty times a second: a step that comes later finds that the server itself stood still. */
const LONGEST_STEP_MS = 1_000;

export interface AppParts {
  readonly settings: Settings;
  /** The built client. */
  readonly pages: string;
  readonly journal: Journal;
  readonly catalogue: Catalogue;
  readonly lessons: Lessons;
  /** ms of a clock that never falls. */
  readonly now: () => number;
  /** ms of one that also goes on while the computer sleeps. */
  readonly uptime: () => number;
  /** ms that class time moves at once at most; tests let it leap. */
  readonly longestStep?: number;
  /** ms since 1970. */
  readonly wallClock: () => number;
  /** A sentence for whoever runs the server. */
  readonly report: (sentence: string) => void;
}

/** A running server. One for each process: the framework's match maker is. */
export interface App {
  readonly port: number;
  readonly addresses: Addresses;
  /** Codes of the classes that go on; each is brought back when somebody asks for it, the others one by one. */
  readonly restored: readonly string[];
  /** Closes classes that nobody uses any more and deletes old records; done by itself once a minute. */
  tidy(): Promise<void>;
  /** Looks after what can't be opened or saved just now; done by itself every two seconds. */
  upkeep(): Promise<void>;
  close(): Promise<void>;
}

/** Listens, and brings back every open class. @throws what listening throws, such as for a port in use */
export async function startApp(parts: AppParts): Promise<App> {
  await expectFreePort(parts.settings);
  await setUpColyseus(parts.report, parts.now);
  const rooms = newRoomRegistry(ROOM);
  const registry = new ClassRegistry({
    ...parts,
    keepDays: parts.settings.keepDays,
    longestStep: parts.longestStep ?? LONGEST_STEP_MS,
    engine: engineVersion(),
    soon: (work) => setImmediate(work),
    admit: rooms.open,
    dismiss: rooms.shut,
  });
  matchMaker.defineRoomType(ROOM, roomType({ registry, rooms, now: parts.now, report: parts.report }));
  await matchMaker.accept();
  const restored = await registry.discover();
  const server = await listen(parts, registry);
  const port = (server.address() as AddressInfo).port;
  const inBackground = (work: () => Promise<void>) => void work().catch((error) => parts.report(String(error?.stack)));
  const tidying = setInterval(() => inBackground(() => registry.tidy()), TIDY_MS);
  const upkeep = setInterval(() => inBackground(() => registry.upkeep()), UPKEEP_MS);
  inBackground(() => registry.wakeAll());
  return {
    port,
    addresses: addressesOf(parts.settings.host, port),
    restored,
    tidy: () => registry.tidy(),
    upkeep: () => registry.upkeep(),
    close: async () => {
      clearInterval(tidying);
      clearInterval(upkeep);
      await registry.stop();
      await stop(server, rooms);
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

async function listen(parts: AppParts, registry: ClassRegistry): Promise<Server> {
  const { settings, lessons } = parts;
  const server = createServer({
    requestTimeout: 15_000,
    headersTimeout: 10_000,
    keepAliveTimeout: 20_000,
    connectionsCheckingInterval: 5_000,
  });
  const addresses = () => addressesOf(settings.host, (server.address() as AddressInfo).port);
  const limits = newLimits(parts.now);
  server.on('request', httpApp({ ...parts, registry, limits, addresses, publicUrl: settings.publicUrl, lessons }));
  new WebSocketTransport({ noServer: true, maxPayload: MESSAGE_BYTES }).attachToServer(server);
  await listening(server, settings.port, settings.host);
  return server;
}

async function stop(server: Server, rooms: RoomRegistry): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  rooms.closeAll();
  await matchMaker.gracefullyShutdown();
  server.closeAllConnections();
  await closed;
}

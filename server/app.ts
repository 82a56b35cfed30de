import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { matchMaker } from '@colyseus/core';
import type { Catalogue } from '../shared/class/index.ts';
import { type Addresses, addressesOf } from './addresses.ts';
import { newBudget } from './classes/budget.ts';
import { ClassRegistry } from './classes/class-registry.ts';
import { Scheduler } from './classes/scheduler.ts';
import { roomType } from './colyseus/room.ts';
import { newRoomRegistry, type RoomRegistry } from './colyseus/room-registry.ts';
import { setUpColyseus } from './colyseus/setup.ts';
import { attachTransport } from './colyseus/transport.ts';
import type { Settings } from './config.ts';
import { httpApp } from './http/app.ts';
import { newHttpServer } from './http/http-server.ts';
import type { Journal } from './journal/contract.ts';
import type { Lessons } from './lessons.ts';
import { newLimits } from './limits/limits.ts';
import { boundedReport } from './report.ts';

const ROOM = 'class';
const IDLE_CHECK_MS = 60_000;

export interface AppParts {
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
export interface App {
  readonly port: number;
  readonly addresses: Addresses;
  /** Codes of the classes that came back from the journal. */
  readonly restored: readonly string[];
  /** Closes classes that nobody uses any more; done by itself once a minute. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** Brings back every open class, then listens. @throws what listening throws, such as for a port in use */
export async function startApp(given: AppParts): Promise<App> {
  const parts = { ...given, report: boundedReport(given.report, given.now) };
  await expectFreePort(parts.settings);
  await setUpColyseus(parts.report, parts.now);
  const rooms = newRoomRegistry(ROOM);
  const time = { soon: (work: () => void) => void setImmediate(work), stopwatch: () => performance.now() };
  const budget = newBudget(rooms.classrooms);
  const registry = new ClassRegistry({ ...parts, ...time, budget, admit: rooms.open, dismiss: rooms.shut });
  const scheduler = new Scheduler(time);
  matchMaker.defineRoomType(ROOM, roomType({ registry, rooms, scheduler, now: parts.now, report: parts.report }));
  await matchMaker.accept();
  const restored = await registry.restore();
  const server = await listen(parts, registry);
  const port = (server.address() as AddressInfo).port;
  const idle = setInterval(() => void registry.closeIdle(), IDLE_CHECK_MS);
  return {
    port,
    addresses: addressesOf(parts.settings.host, port),
    restored,
    tidy: () => registry.closeIdle(),
    close: async () => {
      clearInterval(idle);
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
  const addresses = () => addressesOf(settings.host, (server.address() as AddressInfo).port);
  const limits = newLimits(parts.now);
  const app = httpApp({ ...parts, registry, limits, addresses, publicUrl: settings.publicUrl, lessons });
  const server = newHttpServer(app);
  attachTransport(server, settings.publicUrl);
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

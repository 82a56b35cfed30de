import type { Server } from 'node:http';
import { matchMaker } from '@colyseus/core';
import type { Catalogue } from '../shared/class/index.ts';
import { type AddressBook, newAddressBook } from './addresses/address-book.ts';
import { type Choices, openChoices } from './addresses/choices.ts';
import type { Network } from './addresses/network.ts';
import { readNetwork } from './addresses/read-network.ts';
import { httpUrl } from './addresses/web-address.ts';
import { type AdminKey, forgetAdminKey, keepAdminKey } from './admin-key.ts';
import { whereNow } from './announcement.ts';
import { newBudget } from './classes/budget.ts';
import { ClassRegistry } from './classes/class-registry.ts';
import { engineVersion } from './classes/engine.ts';
import { newEntrance } from './classes/entrance.ts';
import type { FoldParts } from './classes/fold.ts';
import { Scheduler } from './classes/scheduler.ts';
import { newUnclaimedSeats, type UnclaimedSeats } from './classes/unclaimed-seats.ts';
import { roomType } from './colyseus/room.ts';
import { newRoomRegistry, type RoomRegistry } from './colyseus/room-registry.ts';
import { setUpColyseus } from './colyseus/setup.ts';
import { attachTransport } from './colyseus/transport.ts';
import type { Settings } from './config.ts';
import { httpApp } from './http/app.ts';
import { acceptBasePath } from './http/base-path.ts';
import { newHttpServer } from './http/http-server.ts';
import type { Journal } from './journal/contract.ts';
import type { Lessons } from './lessons.ts';
import { newLimits } from './limits/limits.ts';
import { expectFreePort, type Listening, listenOn } from './listen.ts';
import { HEAP, newMemory } from './memory.ts';
import { basePathOf } from './public-url.ts';
import { boundedReport, textOf } from './report.ts';

const ROOM = 'class';
const TIDY_MS = 60_000;
const UPKEEP_MS = 2_000;
const SEATS_CHECK_MS = 10_000;
const NETWORK_CHECK_MS = 3_000;
/** ms. The server looks at each class twenty times a second: a step that comes later finds that the server itself stood still. */
const LONGEST_STEP_MS = 1_000;

export interface AppParts {
  readonly settings: Settings;
  /** The built client. */
  readonly pages: string;
  readonly journal: Journal;
  readonly catalogue: Catalogue;
  readonly lessons: Lessons;
  /** A monotonic clock, in ms. */
  readonly now: () => number;
  /** ms of one that also goes on while the computer sleeps. */
  readonly uptime: () => number;
  /** ms that class time moves at once at most; tests let it leap. */
  readonly longestStep?: number;
  /** ms since 1970. */
  readonly wallClock: () => number;
  /** A sentence for whoever runs the server. */
  readonly report: (sentence: string) => void;
  /** This computer's networks; the system's word unless told otherwise. */
  readonly readNetwork?: () => Promise<Network>;
}

/** A running server. One for each process: the framework's match maker is. */
export interface App {
  readonly port: number;
  /** What it listens on, which is not what was set where this computer has no IPv6. */
  readonly host: string;
  readonly book: AddressBook;
  /** Codes of the classes that go on; each is brought back when somebody asks for it, the others one by one. */
  readonly restored: readonly string[];
  /** Closes classes that nobody uses any more and deletes old records; done by itself once a minute. */
  tidy(): Promise<void>;
  /** Classes that are open. */
  readonly classes: number;
  /** Gives seats up that nobody came for; done by itself every ten seconds. */
  sweep(): void;
  /** Looks after what can't be opened or saved just now; done by itself every two seconds. */
  upkeep(): Promise<void>;
  close(): Promise<void>;
}

/** Listens, and brings back every open class. @throws what listening throws, such as for a port in use */
export async function startApp(given: AppParts): Promise<App> {
  const parts = { ...given, report: boundedReport(given.report, given.now) };
  await expectFreePort(parts.settings);
  await setUpColyseus(parts.report, parts.now);
  const rooms = newRoomRegistry(ROOM);
  const time = { soon: (work: () => void) => void setImmediate(work), stopwatch: () => performance.now() };
  const registry = registryFor(parts, rooms, time);
  const scheduler = new Scheduler(time);
  matchMaker.defineRoomType(ROOM, roomType({ registry, rooms, scheduler, now: parts.now, report: parts.report }));
  await matchMaker.accept();
  const restored = await registry.discover();
  const choices = openChoices(parts.settings.folder);
  const unclaimed = newUnclaimedSeats(parts.now);
  const { server, listening, book, admin } = await listen(parts, registry, unclaimed, rooms, choices);
  const sweep = () => unclaimed.sweep(registry.runners);
  const inBackground = (work: () => Promise<void>) => void work().catch((error) => parts.report(textOf(error)));
  const timers = [
    setInterval(() => inBackground(() => registry.tidy()), TIDY_MS),
    setInterval(() => inBackground(() => registry.upkeep()), UPKEEP_MS),
    setInterval(sweep, SEATS_CHECK_MS),
    setInterval(() => inBackground(() => lookAround(book, parts.report)), NETWORK_CHECK_MS),
  ];
  inBackground(() => registry.wakeAll());
  return {
    ...listening,
    book,
    restored,
    tidy: () => registry.tidy(),
    upkeep: () => registry.upkeep(),
    sweep,
    get classes() {
      return registry.health().classes;
    },
    close: async () => {
      for (const timer of timers) clearInterval(timer);
      forgetAdminKey(parts.settings.folder, admin);
      await registry.stop();
      await stop(server, rooms);
      await Promise.all([parts.journal.dispose(), choices.kept()]);
    },
  };
}

function registryFor(parts: AppParts, rooms: RoomRegistry, time: FoldParts): ClassRegistry {
  return new ClassRegistry({
    ...parts,
    ...time,
    keepDays: parts.settings.keepDays,
    longestStep: parts.longestStep ?? LONGEST_STEP_MS,
    engine: engineVersion(),
    budget: newBudget(rooms.classrooms),
    admit: rooms.open,
    dismiss: rooms.shut,
    takeDown: rooms.takeDown,
    collect: newMemory({ ...HEAP, now: parts.now }).giveBack,
    isWatched: rooms.isWatched,
  });
}

/** When a Wi-Fi or VPN comes up, the log says where students go now, as the boards do. */
async function lookAround(book: AddressBook, report: (sentence: string) => void): Promise<void> {
  if (await book.refresh()) report(whereNow(book.others()));
}

async function listen(
  parts: AppParts,
  registry: ClassRegistry,
  unclaimed: UnclaimedSeats,
  boards: RoomRegistry,
  choices: Choices,
) {
  const { settings, lessons } = parts;
  const { publicUrl, isTrusted, teacherPassword } = settings;
  let listening: Listening = settings;
  const network = { listening: () => listening, readNetwork: parts.readNetwork ?? readNetwork };
  const book = newAddressBook({ ...network, publicUrl, choices });
  const limits = newLimits(parts.now);
  const entrance = newEntrance(registry, limits);
  let admin: AdminKey | undefined;
  const own = { adminKey: () => admin?.key, registry, entrance, limits, unclaimed, boards, book };
  const routes = { ...parts, ...own, isTrusted, teacherPassword, publicUrl, lessons };
  const server = newHttpServer(httpApp(routes));
  attachTransport(server, publicUrl);
  acceptBasePath(server, basePathOf(publicUrl));
  listening = await listenOn(server, settings);
  admin = keepAdminKey(settings.folder, adminUrl(listening));
  await book.refresh();
  return { server, listening, book, admin };
}

/** Where this computer reaches the server whatever its networks are: by itself, unless it listens elsewhere alone. */
function adminUrl({ host, port }: Listening): string {
  const isEverywhere = host === '::' || host === '0.0.0.0';
  return httpUrl(isEverywhere ? '127.0.0.1' : host, port);
}

async function stop(server: Server, rooms: RoomRegistry): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  rooms.closeAll();
  await matchMaker.gracefullyShutdown();
  server.closeAllConnections();
  await closed;
}

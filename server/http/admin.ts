import { type Request, type RequestHandler, Router } from 'express';
import { readCode } from '../../shared/class/codes/read.ts';
import type { AddressBook } from '../addresses/address-book.ts';
import type { ClassRegistry, Refused } from '../classes/class-registry.ts';
import { isEmpty, type UsedClass } from '../classes/giving-way.ts';
import { keyIn } from '../classes/shown.ts';
import { fits, hashOf } from '../identity/secrets.ts';
import { refusal } from '../refusals.ts';
import { answering, refuse } from './answers.ts';
import { isForwarded } from './forwarding.ts';

/** An open class, for whoever runs the server. */
export interface ClassLine {
  readonly code: string;
  readonly title: string;
  readonly joined: number;
  readonly connected: number;
  /** Whether nobody is connected and no run was played. */
  readonly empty: boolean;
  /** Since somebody last did something in it. */
  readonly idleMinutes: number;
}

export interface AdminParts {
  readonly registry: ClassRegistry;
  readonly book: AddressBook;
  readonly now: () => number;
  /** Known once the server listens. */
  readonly adminKey: () => string | undefined;
}

/** What `npm run classes` asks for, under `/admin`: from this very computer, and with the key that lies in the data folder. */
export function adminRoutes(parts: AdminParts): Router {
  const { registry, now } = parts;
  const router = Router();
  router.use(forOwnerOnly(parts));
  router.get(
    '/classes',
    answering(() => ({ classes: registry.used().map((used) => lineOf(used, now())) })),
  );
  router.post(
    '/classes/close-empty',
    answering(() => close(registry, registry.used().filter(isEmpty))),
  );
  router.post(
    '/classes/:code/close',
    answering((request) => closeOne(registry, request)),
  );
  return router;
}

/** Everybody else gets the answer for an address where there is nothing. */
function forOwnerOnly({ book, adminKey }: AdminParts): RequestHandler {
  return (request, response, next) => {
    const key = adminKey();
    const isHere = !isForwarded(request) && book.isThisComputer(request.socket.remoteAddress ?? '');
    if (isHere && key !== undefined && fits(keyIn(request), hashOf(key))) next();
    else refuse(response, refusal('not-found'));
  };
}

function lineOf({ code, title, joined, connected, touched, ...used }: UsedClass, now: number): ClassLine {
  return { code, title, joined, connected, empty: isEmpty(used), idleMinutes: Math.floor((now - touched) / 60_000) };
}

type Closed = { readonly closed: readonly string[] };

function closeOne(registry: ClassRegistry, request: Request): Promise<Closed> | Refused {
  const code = readCode(String(request.params['code']));
  const found = registry.used().filter((used) => used.code === code);
  return found.length === 0 ? { refusal: refusal('unknown-class') } : close(registry, found);
}

async function close(registry: ClassRegistry, classes: readonly UsedClass[]): Promise<Closed> {
  const closed: string[] = [];
  for (const { code } of classes) if (await registry.close(code, 'whoever runs the server said so')) closed.push(code);
  return { closed };
}

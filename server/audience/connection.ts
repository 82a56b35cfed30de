import type { PageAttempt, ServerMessages } from '../../shared/protocol/messages.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { type Bucket, newBucket } from '../limits/bucket.ts';
import { type LastSent, newLastSent } from './last-sent.ts';
import type { Viewer } from './viewer.ts';

const AT_ONCE = 20;
const PER_SECOND = 10;

/** The other end of a connection, whatever carries it. */
export interface Wire {
  send<Kind extends keyof ServerMessages>(kind: Kind, message: ServerMessages[Kind]): void;
  close(code: number): void;
}

/** One connection to a class. */
export interface Connection {
  readonly viewer: Viewer;
  /** Which page it comes from; a program that does not say so is a page of its own each time. */
  readonly from: PageAttempt | undefined;
  /** ms of the server's clock. */
  readonly enteredAt: number;
  readonly wire: Wire;
  readonly lastSent: LastSent;
  readonly messages: Bucket;
}

export function newConnection(viewer: Viewer, wire: Wire, now: number, from?: PageAttempt): Connection {
  const messages = newBucket(AT_ONCE, PER_SECOND, now);
  return { viewer, wire, from, enteredAt: now, lastSent: newLastSent(), messages };
}

export function samePage(a: Connection, b: Connection): boolean {
  return a === b || (a.from !== undefined && a.from.page === b.from?.page);
}

/** Says why, to a page that listens already, and closes. */
export function sayGoodbye({ wire, lastSent }: Connection, why: Refusal, code: number): void {
  if (lastSent.ready) wire.send('goodbye', why);
  wire.close(code);
}

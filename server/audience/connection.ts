import type { PageAttempt, ServerMessages } from '../../shared/protocol/messages.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { type Bucket, newBucket } from '../limits/bucket.ts';
import { type LastSent, newLastSent } from './last-sent.ts';
import type { Viewer } from './viewer.ts';

const AT_ONCE = 20;
const PER_SECOND = 10;
/** A page says hello once; after it everything is sent again. */
const HELLOS = { atOnce: 2, perSecond: 0.1 };

/** The other end of a connection, whatever carries it. */
export interface Wire {
  send<Kind extends keyof ServerMessages>(kind: Kind, message: ServerMessages[Kind]): void;
  close(code: number): void;
  /** Bytes that were sent and that the other end has not taken in. */
  waiting(): number;
}

/** One connection to a class. */
export interface Connection {
  /** Names it to the desk; it opens nothing. */
  readonly id: string;
  /** ms of the server's clock when it came. */
  readonly since: number;
  readonly viewer: Viewer;
  /** Which page it comes from; a program that does not say so is a page of its own each time. */
  readonly from: PageAttempt | undefined;
  readonly wire: Wire;
  readonly lastSent: LastSent;
  readonly messages: Bucket;
  readonly hellos: Bucket;
  /** ms of the server's clock: since when it takes in too little, or hasn't said hello; null while all is well. */
  stalledSince: number | null;
}

/** How many connections there have been. */
let last = 0;

export function newConnection(viewer: Viewer, wire: Wire, now: number, from?: PageAttempt): Connection {
  last += 1;
  return {
    id: `${last}`,
    since: now,
    viewer,
    wire,
    from,
    lastSent: newLastSent(),
    messages: newBucket(AT_ONCE, PER_SECOND, now),
    hellos: newBucket(HELLOS.atOnce, HELLOS.perSecond, now),
    stalledSince: now,
  };
}

export function samePage(a: Connection, b: Connection): boolean {
  return a === b || (a.from !== undefined && a.from.page === b.from?.page);
}

/** Says why, to a page that listens already, and closes. */
export function sayGoodbye({ wire, lastSent }: Connection, why: Refusal, code: number): void {
  if (lastSent.ready) wire.send('goodbye', why);
  wire.close(code);
}

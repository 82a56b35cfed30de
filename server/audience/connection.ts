import type { PageAttempt, ServerMessages } from '../../shared/protocol/messages.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { type Bucket, newBucket } from '../limits/bucket.ts';
import { type LastSent, newLastSent } from './last-sent.ts';
import type { Viewer } from './viewer.ts';

const AT_ONCE = 20;
const PER_SECOND = 10;
/** A page says hello once for each connection; everything is sent again after it. */
const HELLOS = { atOnce: 2, perSecond: 0.1 };

/** The other end of a connection, whatever carries it. */
export interface Wire {
  send<Kind extends keyof ServerMessages>(kind: Kind, message: ServerMessages[Kind]): void;
  close(code: number): void;
  /** Bytes sent that the other end has not read yet. */
  waiting(): number;
}

/** One connection to a class. */
export interface Connection {
  /** An id for the desk's list; it gives no access. */
  readonly id: string;
  /** When it connected, in ms of the server's clock. */
  readonly since: number;
  readonly viewer: Viewer;
  /** The page it comes from. A client that does not say counts as a new page each time. */
  readonly from: PageAttempt | undefined;
  readonly wire: Wire;
  readonly lastSent: LastSent;
  readonly messages: Bucket;
  readonly hellos: Bucket;
  /** Since when it has read too little or not said hello, in ms of the server's clock; null while all is well. */
  stalledSince: number | null;
}

/** Connections so far. */
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

/** Closes a connection, telling a page that is ready why. */
export function sayGoodbye({ wire, lastSent }: Connection, why: Refusal, code: number): void {
  if (lastSent.ready) wire.send('goodbye', why);
  wire.close(code);
}

import type { Connection } from './connection.ts';

/** Once more bytes than this wait for a reader, nothing more is sent until it has caught up; then it gets the latest alone. */
const ENOUGH = 64 * 1_024;
/** How long a connection may read too little, or not say hello, before it is closed, in ms. */
const PATIENCE_MS = 20_000;

/** Whether more waits for this connection than its reader takes in. It is then sent nothing new until it has caught up. */
export function isBehind({ wire }: Connection): boolean {
  return wire.waiting() > ENOUGH;
}

/** Checks a connection's progress. @returns whether it has stalled for too long */
export function hasStalled(connection: Connection, now: number): boolean {
  if (connection.lastSent.ready && !isBehind(connection)) connection.stalledSince = null;
  else connection.stalledSince ??= now;
  return connection.stalledSince !== null && now - connection.stalledSince > PATIENCE_MS;
}

/** Whether it has said hello and keeps up with what it is sent. */
export function canBeShown(connection: Connection): boolean {
  return connection.lastSent.ready && !isBehind(connection);
}

/** Whether a page that is ready shows this seat. */
export function isSeatShown(connections: Iterable<Connection>, seat: string): boolean {
  return [...connections].some(
    ({ viewer, lastSent }) => viewer.kind === 'seat' && viewer.seat === seat && lastSent.ready,
  );
}

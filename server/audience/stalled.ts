import type { Connection } from './connection.ts';

/** Bytes that wait for a reader above which nothing more is sent: what comes later takes the place of what came between. */
const ENOUGH = 64 * 1_024;
/** ms that a connection may take in too little, or listen to nothing, before it is closed. */
const PATIENCE_MS = 20_000;

/** Does more wait for this connection than its reader takes in? It is then shown nothing new until it has caught up. */
export function isBehind({ wire }: Connection): boolean {
  return wire.waiting() > ENOUGH;
}

/** Looks how a connection gets on. @returns whether it has stood still for too long */
export function hasStalled(connection: Connection, now: number): boolean {
  if (connection.lastSent.ready && !isBehind(connection)) connection.stalledSince = null;
  else connection.stalledSince ??= now;
  return connection.stalledSince !== null && now - connection.stalledSince > PATIENCE_MS;
}

/** Does it listen, and take in what it is sent? */
export function canBeShown(connection: Connection): boolean {
  return connection.lastSent.ready && !isBehind(connection);
}

/** Does a page that listens show this seat? */
export function isSeatShown(connections: Iterable<Connection>, seat: string): boolean {
  return [...connections].some(
    ({ viewer, lastSent }) => viewer.kind === 'seat' && viewer.seat === seat && lastSent.ready,
  );
}

import type { BoardLine } from '../../shared/protocol/messages.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { refusal } from '../refusals.ts';
import { type Connection, samePage } from './connection.ts';

/** The most boards of a class at a time; the same holds for desks. */
export const MOST_SCREENS = 24;

/**
 * Whether there is a place for a desk or a board. The places of boards are for those that a desk opened; what others take of them with the class's
 * code they give back when one is wanted: the one that came first is `evicted`.
 * @param onlyOpened whether only boards that a desk opened are wanted
 */
export function placeFor(
  newcomer: Connection,
  connections: Iterable<Connection>,
  onlyOpened: boolean,
): { readonly evicted: Connection | undefined } | { readonly refusal: Refusal } {
  // Students don't take places from boards and desks.
  if (newcomer.viewer.kind === 'seat') return { evicted: undefined };
  if (isUnwanted(newcomer, onlyOpened)) return { refusal: refusal('board-not-opened') };
  // A page's next attempt replaces the one before.
  const others = screensAmong(connections, newcomer.viewer.kind).filter((other) => !samePage(other, newcomer));
  if (others.length < MOST_SCREENS) return { evicted: undefined };
  const evicted = wasOpened(newcomer) ? others.find((other) => !wasOpened(other)) : undefined;
  return evicted === undefined ? { refusal: refusal('too-many-screens') } : { evicted };
}

export function isUnwanted(connection: Connection, onlyOpened: boolean): boolean {
  return onlyOpened && connection.viewer.kind === 'board' && !wasOpened(connection);
}

export function isDeskAmong(connections: Iterable<Connection>): boolean {
  return screensAmong(connections, 'desk').length > 0;
}

/** Finds a board by the id that the desk has for it. */
export function boardCalled(connections: Iterable<Connection>, id: string): Connection | undefined {
  return screensAmong(connections, 'board').find((board) => board.id === id);
}

/** The boards of a class, for its desk. */
export function boardLines(connections: Iterable<Connection>, now: number): readonly BoardLine[] {
  return screensAmong(connections, 'board').map((board) => ({
    id: board.id,
    opened: wasOpened(board),
    minutes: Math.floor((now - board.since) / 60_000),
  }));
}

function screensAmong(connections: Iterable<Connection>, kind: Connection['viewer']['kind']): readonly Connection[] {
  return [...connections].filter(({ viewer }) => viewer.kind === kind);
}

/** Whether a desk opened this board. */
function wasOpened({ viewer }: Connection): boolean {
  return viewer.kind === 'board' && viewer.opened === true;
}

import type { BoardLine } from '../../shared/protocol/messages.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { refusal } from '../refusals.ts';
import { type Connection, samePage } from './connection.ts';

/** Boards of a class at a time, and desks. */
export const MOST_SCREENS = 24;

/**
 * Whether there is a place for a board. The places are for those that a desk opened; what others take of them with the class's code they give
 * back when one is wanted: the one that came first is `evicted`.
 */
export function placeFor(
  newcomer: Connection,
  connections: Iterable<Connection>,
  onlyOpened: boolean,
): { readonly evicted: Connection | undefined } | { readonly refusal: Refusal } {
  if (onlyOpened && !wasOpened(newcomer)) return { refusal: refusal('board-not-opened') };
  // A page's next attempt takes over from the one before.
  const others = boardsAmong(connections).filter((other) => !samePage(other, newcomer));
  if (others.length < MOST_SCREENS) return { evicted: undefined };
  const evicted = wasOpened(newcomer) ? others.find((other) => !wasOpened(other)) : undefined;
  return evicted === undefined ? { refusal: refusal('too-many-screens') } : { evicted };
}

/** Did a desk open this board? */
export function wasOpened({ viewer }: Connection): boolean {
  return viewer.kind === 'board' && viewer.opened === true;
}

export function boardsAmong(connections: Iterable<Connection>): readonly Connection[] {
  return [...connections].filter(({ viewer }) => viewer.kind === 'board');
}

/** The boards of a class, for its desk. */
export function boardLines(connections: Iterable<Connection>, now: number): readonly BoardLine[] {
  return boardsAmong(connections).map((board) => ({
    id: board.id,
    opened: wasOpened(board),
    minutes: Math.floor((now - board.since) / 60_000),
  }));
}

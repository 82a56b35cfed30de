import { type Connection, samePage } from './connection.ts';

/** Pages remembered for each seat. A forgotten one counts as new when it comes back. */
const REMEMBERED = 8;

/** The order in which the pages of each seat took it over, as far as it is remembered. */
export type PageOrder = Map<string, readonly string[]>;

/**
 * What becomes of a connection that says hello, and of the others of the same viewer. Only whoever says hello counts, since a
 * connection that is accepted late may have nobody at its other end any more.
 * - `late`: a later attempt of the same page is connected. The page has given this one up.
 * - `other-tab`: a page that took the seat later is connected.
 * - else `replaced` are earlier attempts of the same page, which need not be told; `evicted` are other pages of the same seat, which must.
 */
export type Takeover =
  | { readonly lost: 'late' | 'other-tab' }
  | { readonly replaced: readonly Connection[]; readonly evicted: readonly Connection[] };

export function takeOver(newcomer: Connection, all: Iterable<Connection>, order: PageOrder): Takeover {
  const others = [...all].filter((other) => other !== newcomer && sameViewer(other, newcomer));
  const replaced = others.filter((other) => samePage(other, newcomer));
  if (replaced.some((other) => attemptOf(other) > attemptOf(newcomer))) return { lost: 'late' };
  if (newcomer.viewer.kind !== 'seat') return { replaced, evicted: [] };
  const evicted = others.filter((other) => other.lastSent.ready && !samePage(other, newcomer));
  const known = order.get(newcomer.viewer.seat) ?? [];
  const place = ({ from }: Connection): number => (from === undefined ? -1 : known.indexOf(from.page));
  if (place(newcomer) >= 0 && evicted.some((other) => place(other) > place(newcomer))) return { lost: 'other-tab' };
  if (newcomer.from !== undefined) order.set(newcomer.viewer.seat, withLatest(known, newcomer.from.page));
  return { replaced, evicted };
}

function withLatest(known: readonly string[], page: string): readonly string[] {
  return [...known.filter((earlier) => earlier !== page), page].slice(-REMEMBERED);
}

function attemptOf({ from }: Connection): number {
  return from?.attempt ?? 0;
}

function sameViewer({ viewer: a }: Connection, { viewer: b }: Connection): boolean {
  return a.kind === 'seat' ? b.kind === 'seat' && a.seat === b.seat : a.kind === b.kind;
}

import type { Neighbour, PlayerView, VerbOffer } from '../services/contract.ts';
import type { SeatView } from './views.ts';

/** What has changed in a list: its new and changed items, and the keys of all of them in their order where that is another one now. */
export interface ListPart<Item> {
  readonly keys?: readonly (string | number)[];
  readonly items: readonly Item[];
}

interface Lists {
  readonly verbs: VerbOffer;
  readonly offers: VerbOffer;
  readonly neighbours: Neighbour;
}
export type ListParts = { readonly [List in keyof Lists]?: ListPart<Lists[List]> };

/** What has changed in a private view since the last message about it. */
export interface SeatPart {
  readonly view: Partial<Omit<SeatView, 'play' | 'names'>>;
  /** New and changed ones; those that nobody speaks of any more may stay. */
  readonly names: SeatView['names'];
  readonly play: Partial<Omit<PlayerView, keyof Lists>>;
  readonly lists: ListParts;
}

/** What an item is known by in its list. */
export function keyOf(item: VerbOffer | Neighbour): string | number {
  return 'id' in item ? item.id : item.node;
}

/** The view with what has changed. */
export function withPart(before: SeatView, { view, names, play, lists }: SeatPart): SeatView {
  const now = before.play;
  return {
    ...before,
    ...view,
    names: { ...before.names, ...names },
    play: now && {
      ...now,
      ...play,
      verbs: withItems(now.verbs, lists.verbs),
      offers: withItems(now.offers, lists.offers),
      neighbours: withItems(now.neighbours, lists.neighbours),
    },
  };
}

function withItems<Item extends VerbOffer | Neighbour>(
  before: readonly Item[],
  part: ListPart<Item> | undefined,
): readonly Item[] {
  if (part === undefined) return before;
  const known = new Map([...before, ...part.items].map((item) => [keyOf(item), item]));
  return (part.keys ?? before.map(keyOf)).flatMap((key) => known.get(key) ?? []);
}

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

/** What a page was sent of its private view, as texts: by field, and of lists by the keys of their items. */
export interface SeatMemory {
  readonly fields: Map<string, string>;
  readonly lists: Map<string, ReadonlyMap<string | number, string>>;
}

export type SeatDiff = { readonly whole: SeatView } | { readonly part: SeatPart };

export function emptyMemory(): SeatMemory {
  return { fields: new Map(), lists: new Map() };
}

/** What to send so that the page has this view: all of it at first and when play begins or ends, else what has changed. */
export function seatDiff(memory: SeatMemory, view: SeatView): SeatDiff | undefined {
  const whole = isNews(memory, 'playing', view.play !== null);
  if (whole) forget(memory, view);
  const part = partOf(memory, view);
  if (whole) return { whole: view };
  return Object.values(part).some((fields) => Object.keys(fields).length > 0) ? { part } : undefined;
}

/** A whole view takes the place of all that the page had. */
function forget({ fields, lists }: SeatMemory, view: SeatView): void {
  fields.clear();
  lists.clear();
  isNews({ fields, lists }, 'playing', view.play !== null);
}

function partOf(memory: SeatMemory, { play, names, ...rest }: SeatView): SeatPart {
  const part = { view: newFields(memory, '', rest), names: newNames(memory, names) };
  if (play === null) return { ...part, play: {}, lists: {} };
  const { verbs, offers, neighbours, ...others } = play;
  const lists = {
    verbs: newItems(memory, 'verbs', verbs),
    offers: newItems(memory, 'offers', offers),
    neighbours: newItems(memory, 'neighbours', neighbours),
  };
  return { ...part, play: newFields(memory, 'play.', others), lists: withoutUndefined(lists) };
}

/** msgpack would send an empty field along. */
function withoutUndefined(lists: { readonly [list in keyof ListParts]: ListParts[list] | undefined }): ListParts {
  return Object.fromEntries(Object.entries(lists).filter(([, part]) => part !== undefined));
}

function newNames(memory: SeatMemory, names: SeatView['names']): SeatView['names'] {
  const entries = Object.entries(names).map(([node, name]) => [Number(node), name] as const);
  return Object.fromEntries(entries.filter(([node, name]) => isNews(memory, `names.${node}`, name)));
}

function newFields<View extends object>(memory: SeatMemory, prefix: string, view: View): Partial<View> {
  const news: Partial<View> = {};
  for (const field of Object.keys(view) as (keyof View & string)[]) {
    if (isNews(memory, prefix + field, view[field])) news[field] = view[field];
  }
  return news;
}

function newItems<Item extends VerbOffer | Neighbour>(
  { lists }: SeatMemory,
  list: keyof ListParts,
  all: readonly Item[],
): ListPart<Item> | undefined {
  const before = lists.get(list) ?? new Map();
  const now = new Map(all.map((item) => [keyOf(item), JSON.stringify(item)]));
  lists.set(list, now);
  const items = all.filter((item) => before.get(keyOf(item)) !== now.get(keyOf(item)));
  const keys = [...now.keys()];
  const reordered = [...before.keys()].join('\n') !== keys.join('\n');
  if (items.length === 0 && !reordered) return undefined;
  return reordered ? { keys, items } : { items };
}

function isNews({ fields }: SeatMemory, field: string, value: unknown): boolean {
  const text = JSON.stringify(value);
  if (fields.get(field) === text) return false;
  fields.set(field, text);
  return true;
}

/** The view with what has changed, as a page makes it that had the view before. */
export function patchSeat(before: SeatView, { view, names, play, lists }: SeatPart): SeatView {
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

import { type Micros, micros, type NodeId } from '../../sim/index.ts';
import type { Self, SelfSight } from '../kit/index.ts';
import type { Settings } from './settings.ts';

/** Something that the person at this machine wants painted. `number` counts from 1 on this machine. */
export interface Wish {
  readonly number: number;
  readonly cell: number;
  readonly colour: number;
  readonly since: number;
}

/** The wishes of one machine: plain JSON, a part of its state. */
export interface Wishes {
  made: number;
  saved: number;
  /** Not painted yet, oldest first. */
  readonly open: Wish[];
}

/** A machine whose person paints, whatever the architecture. */
type Painter = Self<Settings, { readonly wishes: Wishes }>;
export type PainterSight = SelfSight<Settings, { readonly wishes: Wishes }>;

export const COLOURS = 6;
/** Tiles in the middle that more people want than others. */
const HOT_TILES = 8;
/** Nobody has wishes faster than this, µs. */
const SHORTEST = 1000;
/** More open wishes than a screen can offer make nobody paint faster. */
const MOST_OPEN = 4;
const MOST_OFFERED = 3;

export function noWishes(): Wishes {
  return { made: 0, saved: 0, open: [] };
}

/** µs until the next wish comes up; a flash crowd shortens it. */
export function nextWishIn(me: Painter): Micros {
  return Math.max(SHORTEST, micros(me.random('wish').exponential(me.settings.think) / me.load)) as Micros;
}

/** A new wish, unless all are made or the list is full. @returns whether there are more to come */
export function makeWish(me: Painter): boolean {
  const { settings, state } = me;
  const { wishes } = state;
  if (wishes.made < settings.strokes && wishes.open.length < MOST_OPEN) {
    wishes.made++;
    wishes.open.push({
      number: wishes.made,
      cell: chooseCell(me),
      colour: me.random('wish').below(COLOURS),
      since: me.now,
    });
    me.fact('asked', -1, wishes.made);
  }
  return wishes.made < settings.strokes;
}

export function findWish({ open }: Wishes, number: number): Wish | undefined {
  return open.find((wish) => wish.number === number);
}

/** Takes an open wish out of the list: it has been painted. */
export function takeWish(wishes: Wishes, number: number): Wish {
  const [wish] = wishes.open.splice(
    wishes.open.findIndex((open) => open.number === number),
    1,
  );
  if (wish === undefined) throw new Error(`no wish ${number} is open`);
  return wish;
}

/** The edit is safe with somebody else. */
export function saved(me: Painter, wish: Wish, keeper: NodeId): void {
  const { wishes } = me.state;
  wishes.saved++;
  me.fact('got', keeper, wish.number, me.now - wish.since);
  if (wishes.saved === me.settings.strokes) me.fact('done');
}

function chooseCell(me: Painter): number {
  const { cells, hotspot } = me.settings;
  const random = me.random('wish');
  if (!random.chance(hotspot)) return random.below(cells);
  const hot = Math.min(HOT_TILES, cells);
  return Math.floor((cells - hot) / 2) + random.below(hot);
}

/** The wishes that a screen offers, with what its buttons say. */
export function offeredWishes({ open }: Wishes) {
  return open.slice(0, MOST_OFFERED).map((wish) => ({
    wish: wish.number,
    args: { cell: wish.cell, colour: `canvas.colour.${wish.colour}` },
  }));
}

/** How much of what its person wants to paint is saved. */
export function progressOf({ settings, state }: PainterSight): number {
  return state.wishes.saved / settings.strokes;
}

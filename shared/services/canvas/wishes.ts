import { type Micros, type Net, type NodeId, seconds } from '../../sim/index.ts';
import { canvasParams } from './params.ts';

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

export const COLOURS = 6;
/** Tiles in the middle that more people want than others. */
const HOT_TILES = 8;
/** Nobody has wishes faster than this, µs. */
const SHORTEST = 1000;
/** More open wishes than a screen can offer make nobody paint faster. */
const MOST_OPEN = 4;

export function noWishes(): Wishes {
  return { made: 0, saved: 0, open: [] };
}

/** µs until the next wish comes up; a flash crowd shortens it. */
export function nextWishIn(net: Net, self: NodeId): Micros {
  const { think } = canvasParams(net.plan.params);
  return Math.max(SHORTEST, seconds(net.random('wish', self).exponential(think) / net.load)) as Micros;
}

/** A new wish, unless all are made or the list is full. */
export function makeWish(net: Net, self: NodeId, wishes: Wishes): Wish | undefined {
  const { cells, strokes } = canvasParams(net.plan.params);
  if (wishes.made >= strokes || wishes.open.length >= MOST_OPEN) return undefined;
  const random = net.random('wish', self);
  wishes.made++;
  const wish: Wish = {
    number: wishes.made,
    cell: chooseCell(net, self, cells),
    colour: random.below(COLOURS),
    since: net.now,
  };
  wishes.open.push(wish);
  net.fact('asked', self, -1, wish.number);
  return wish;
}

/** Takes an open wish out of the list: it has been painted. */
export function takeWish(wishes: Wishes, number: unknown): Wish | undefined {
  const index = wishes.open.findIndex((wish) => wish.number === number);
  return index < 0 ? undefined : wishes.open.splice(index, 1)[0];
}

/** The edit is safe with somebody else. */
export function saved(net: Net, self: NodeId, wishes: Wishes, wish: Wish, keeper: NodeId): void {
  const { strokes } = canvasParams(net.plan.params);
  wishes.saved++;
  net.fact('got', self, keeper, wish.number, net.now - wish.since);
  if (wishes.saved === strokes) net.fact('done', self);
}

function chooseCell(net: Net, self: NodeId, cells: number): number {
  const { hotspot } = canvasParams(net.plan.params);
  const random = net.random('wish', self);
  if (!random.chance(hotspot)) return random.below(cells);
  const hot = Math.min(HOT_TILES, cells);
  return Math.floor((cells - hot) / 2) + random.below(hot);
}

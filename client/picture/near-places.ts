import type { Near, Neighbourhood } from '../view/board/neighbourhood.ts';
import type { Place } from '../view/layout/contract.ts';

/** From this many times as wide as high on, a round would press machines onto each other. */
const STRIP = 1.6;

/** A picture's size in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** On a strip, me at the left and the others in two staggered rows; else me in the middle of a round. As many, so many same places. */
export function placesOf({ near }: Neighbourhood, { width, height }: Size): readonly Place[] {
  return width > height * STRIP ? stripPlaces(near, width, height) : roundPlaces(near, width, height);
}

function stripPlaces(near: readonly Near[], width: number, height: number): readonly Place[] {
  const rows = near.length > 1 ? 2 : 1;
  const columns = Math.ceil(near.length / rows);
  const step = (width - height) / (columns + (rows - 1) / 2);
  const r = Math.min(height * 0.15, step * 0.32);
  const around = near.map(({ node }, index) => {
    const row = index % rows;
    const x = height + step * (Math.floor(index / rows) + (row === 0 ? 0.25 : 0.75) + (rows === 1 ? 0.25 : 0));
    return { node, x, y: rows === 1 ? height / 2 : height * (row === 0 ? 0.29 : 0.71), r };
  });
  return [{ node: -1, x: height / 2, y: height / 2, r: height * 0.2 }, ...around];
}

function roundPlaces(near: readonly Near[], width: number, height: number): readonly Place[] {
  const r = Math.min(width, height) * Math.min(0.13, 0.75 / Math.max(4, near.length));
  const [x, y] = [width / 2, height / 2];
  const around = near.map(({ node }, index) => {
    const angle = (Math.PI * 2 * index) / near.length - Math.PI / 2 + (near.length === 2 ? Math.PI / 2 : 0);
    return { node, x: x + Math.cos(angle) * (width / 2 - r * 1.7), y: y + Math.sin(angle) * (height / 2 - r * 1.8), r };
  });
  return [{ node: -1, x, y, r: Math.min(width, height) * 0.15 }, ...around];
}

import type { Place } from '../layout/contract.ts';

/** The way of messages from one node to another: a slight curve from rim to rim, so that both directions keep apart. */
export interface Path {
  readonly x0: number;
  readonly y0: number;
  /** The curve's control point. */
  readonly cx: number;
  readonly cy: number;
  readonly x1: number;
  readonly y1: number;
}

/** How far the curve swings out, as a share of its length. */
const BEND = 0.035;

/** From the rim of `from` to the rim of `to`. A node's message to itself stays on its rim. */
export function pathBetween(from: Place, to: Place): Path {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const long = Math.hypot(dx, dy);
  if (long === 0)
    return { x0: from.x, y0: from.y - from.r, cx: from.x, cy: from.y - from.r, x1: from.x, y1: from.y - from.r };
  const [ux, uy] = [dx / long, dy / long];
  return {
    x0: from.x + ux * from.r,
    y0: from.y + uy * from.r,
    cx: (from.x + to.x) / 2 - uy * long * BEND * 2,
    cy: (from.y + to.y) / 2 + ux * long * BEND * 2,
    x1: to.x - ux * to.r,
    y1: to.y - uy * to.r,
  };
}

export function pathX(path: Path, share: number): number {
  const rest = 1 - share;
  return rest * rest * path.x0 + 2 * rest * share * path.cx + share * share * path.x1;
}

export function pathY(path: Path, share: number): number {
  const rest = 1 - share;
  return rest * rest * path.y0 + 2 * rest * share * path.cy + share * share * path.y1;
}

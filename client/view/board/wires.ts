import { type Board, darkSince } from './board.ts';
import { freshest, linkKey } from './links.ts';

/** A link as it is drawn: `glow` 0 (only there) to 1 (in use now); `dead`: one of its ends is down. */
export interface Wire {
  readonly a: number;
  readonly b: number;
  readonly glow: number;
  readonly dead: boolean;
}

/** So many used links are drawn at most; the ones used longest ago are left out. */
const MOST_USED = 320;
/** A mesh of so few shows every link that could be. */
const WHOLE_MESH = 14;
/** µs after which a link's glow has fallen to about a third. */
const COOLING = 2_500_000;

/** The links to draw at run time `t` (µs): those of the star, of a small mesh or of the ring, and all others that were used lately. */
export function wiresAt(board: Board, t: number): readonly Wire[] {
  const wires = new Map<number, Wire>();
  for (const [a, b] of standingLinks(board)) wires.set(linkKey(a, b), wire(board, a, b, 0));
  const dark = darkSince(board) >= 0;
  for (const { a, b, last } of freshest(board.links, MOST_USED)) {
    const glow = dark ? 0 : Math.exp(-Math.max(0, t - last) / COOLING);
    const key = linkKey(a, b);
    if (glow > 0.02 || (board.scene.layout === 'mesh' && !wires.has(key))) wires.set(key, wire(board, a, b, glow));
  }
  return [...wires.values()];
}

function wire(board: Board, a: number, b: number, glow: number): Wire {
  const up = (node: number): boolean => board.nodes.get(node)?.frame.up ?? true;
  const dead = !up(a) || !up(b);
  return { a, b, glow: dead ? 0 : glow, dead };
}

function standingLinks(board: Board): readonly (readonly [number, number])[] {
  const around = [...board.nodes.keys()].filter((node) => !board.centre.has(node));
  switch (board.scene.layout) {
    case 'star':
      return board.nodes.has(0) ? around.map((node) => [0, node] as const) : [];
    case 'ring':
      return around.map((node, index) => [node, around[(index + 1) % around.length] ?? node] as const);
    case 'mesh':
      if (around.length > WHOLE_MESH) return [];
      return around.flatMap((a, index) => around.slice(index + 1).map((b) => [a, b] as const));
  }
}

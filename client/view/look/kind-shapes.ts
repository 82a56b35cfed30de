import type { KindLook } from '../board/source.ts';

/** The outline of a kind of message in a box from -1 to 1; a hollow one is only stroked. */
export interface KindPath {
  readonly path: string;
  readonly hollow: boolean;
}

export function kindPath(shape: KindLook['shape']): KindPath {
  return { path: PATHS[shape], hollow: shape === 'ring' };
}

const PATHS: { readonly [shape in KindLook['shape']]: string } = {
  ring: disc(0.8),
  disc: disc(1),
  dot: disc(0.55),
  coin: `${disc(1)}M-0.14,-0.55V0.55H0.14V-0.55Z`,
  hexagon: polygon(6, 1.12, 0),
  cube: polygon(6, 1.15, Math.PI / 6),
  square: 'M-0.85,-0.85H0.85V0.85H-0.85Z',
  envelope: 'M-1.1,-0.75L0,0.1L1.1,-0.75ZM-1.1,-0.5V0.75H1.1V-0.5L0,0.4Z',
  bars: 'M-0.92,-0.5H-0.52V0.5H-0.92ZM-0.2,-0.9H0.2V0.9H-0.2ZM0.52,-0.5H0.92V0.5H0.52Z',
};

function disc(r: number): string {
  return `M${-r},0a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`;
}

function polygon(sides: number, r: number, turn: number): string {
  const corners = Array.from({ length: sides }, (_, side) => {
    const angle = turn + (Math.PI * 2 * side) / sides;
    return `${(Math.cos(angle) * r).toFixed(3)},${(Math.sin(angle) * r).toFixed(3)}`;
  });
  return `M${corners.join('L')}Z`;
}

/** A student's sign in a square from -1 to 1: as an SVG path, and as corners for other pens (empty: the round one). */
export interface AvatarShape {
  readonly name: string;
  readonly corners: readonly (readonly [number, number])[];
}

/** Okabe and Ito's colours, without the two of the architectures and the one of failure; all carry dark ink. */
export const AVATAR_COLOURS: readonly string[] = ['#56B4E9', '#F0E442', '#CC79A7', '#E8EAF0', '#9AD0A8', '#F2A98B'];

export const AVATAR_SHAPES: readonly AvatarShape[] = [
  { name: 'circle', corners: [] },
  { name: 'square', corners: polygon(4, 45, 1.2) },
  { name: 'triangle', corners: polygon(3, -90, 1.25) },
  { name: 'diamond', corners: polygon(4, 0, 1.1) },
  { name: 'pentagon', corners: polygon(5, -90, 1.1) },
  { name: 'hexagon', corners: polygon(6, 0, 1.05) },
  { name: 'octagon', corners: polygon(8, 22.5, 1.05) },
];

export function avatarShape(shape: number): AvatarShape {
  return AVATAR_SHAPES[Math.abs(shape) % AVATAR_SHAPES.length] as AvatarShape;
}

export function avatarColour(colour: number): string {
  return AVATAR_COLOURS[Math.abs(colour) % AVATAR_COLOURS.length] as string;
}

/** The outline as an SVG path for a box from -1.3 to 1.3. */
export function avatarPath({ corners }: AvatarShape): string {
  if (corners.length === 0) return 'M-1,0a1,1 0 1,0 2,0a1,1 0 1,0 -2,0Z';
  return `M${corners.map(([x, y]) => `${x.toFixed(3)},${y.toFixed(3)}`).join('L')}Z`;
}

function polygon(sides: number, from: number, radius: number): readonly (readonly [number, number])[] {
  return Array.from({ length: sides }, (_, side) => {
    const angle = ((from + (360 / sides) * side) * Math.PI) / 180;
    return [Math.cos(angle) * radius, Math.sin(angle) * radius] as const;
  });
}

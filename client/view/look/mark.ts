/** Colours of students' marks: each bears dark initials at more than 4.5 : 1. */
export const MARK_COLOURS = [
  '#56B4E9',
  '#E69F00',
  '#F0E442',
  '#CC79A7',
  '#2FBF94',
  '#F2895C',
  '#B7C4D9',
  '#A6D75B',
] as const;

/** Shapes of students' marks as SVG paths in a box from -1 to 1. */
export const MARK_SHAPES = [
  'M0,-0.92A0.92,0.92 0 1 1 0,0.92A0.92,0.92 0 1 1 0,-0.92Z',
  'M-0.62,-0.8H0.62A0.18,0.18 0 0 1 0.8,-0.62V0.62A0.18,0.18 0 0 1 0.62,0.8H-0.62A0.18,0.18 0 0 1 -0.8,0.62V-0.62A0.18,0.18 0 0 1 -0.62,-0.8Z',
  'M0,-1L1,0L0,1L-1,0Z',
  'M0.5,-0.87L1,0L0.5,0.87L-0.5,0.87L-1,0L-0.5,-0.87Z',
  'M0,-0.98L0.96,0.72L-0.96,0.72Z',
  'M0,-0.97L0.95,-0.28L0.59,0.83L-0.59,0.83L-0.95,-0.28Z',
  'M-0.36,-0.92H0.36V-0.36H0.92V0.36H0.36V0.92H-0.36V0.36H-0.92V-0.36H-0.36Z',
  'M0,-1C0.62,-0.3 0.86,0 0.86,0.3A0.86,0.7 0 0 1 -0.86,0.3C-0.86,0 -0.62,-0.3 0,-1Z',
] as const;

export function markColour(colour: number): string {
  return MARK_COLOURS[((colour % MARK_COLOURS.length) + MARK_COLOURS.length) % MARK_COLOURS.length] as string;
}

export function markShape(shape: number): string {
  return MARK_SHAPES[((shape % MARK_SHAPES.length) + MARK_SHAPES.length) % MARK_SHAPES.length] as string;
}

/** The hub's star and the mesh's web, the signs of the two architectures, in a box from -1 to 1. */
export const HUB_SIGN = starPath(5, 1, 0.42);
export const MESH_SIGN = meshPath();

function starPath(points: number, outer: number, inner: number): string {
  const corners = Array.from({ length: points * 2 }, (_, index) => {
    const radius = index % 2 === 0 ? outer : inner;
    const angle = (Math.PI * index) / points - Math.PI / 2;
    return `${(radius * Math.cos(angle)).toFixed(3)},${(radius * Math.sin(angle)).toFixed(3)}`;
  });
  return `M${corners.join('L')}Z`;
}

/** Five dots, each tied to every other: to be stroked and filled. */
function meshPath(): string {
  const dots = Array.from({ length: 5 }, (_, index) => {
    const angle = (2 * Math.PI * index) / 5 - Math.PI / 2;
    return { x: 0.8 * Math.cos(angle), y: 0.8 * Math.sin(angle) };
  });
  const text = (value: number): string => value.toFixed(3);
  const ties = dots.flatMap((from, index) =>
    dots.slice(index + 1).map((to) => `M${text(from.x)},${text(from.y)}L${text(to.x)},${text(to.y)}`),
  );
  const discs = dots.map(
    ({ x, y }) => `M${text(x)},${text(y - 0.18)}A0.18,0.18 0 1 1 ${text(x - 0.001)},${text(y - 0.18)}Z`,
  );
  return [...ties, ...discs].join('');
}

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

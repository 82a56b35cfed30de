const SPOKES = [-90, -18, 54, 126, 198].map((degrees) => (degrees * Math.PI) / 180);

/** The hub's star in a box from -1 to 1: one large machine, and spokes to small ones. `lines` are to be stroked, `discs` filled. */
export const HUB_SIGN = {
  lines: SPOKES.map((angle) => `M0,0L${coordinates(angle, 0.85)}`).join(''),
  discs: [disc(0, 0, 0.4), ...SPOKES.map((angle) => disc(Math.cos(angle) * 0.85, Math.sin(angle) * 0.85, 0.19))].join(
    '',
  ),
} as const;

const CORNERS = SPOKES.map((angle) => coordinates(angle, 0.85));

/** The mesh's sign: five machines alike, each tied to each. */
export const MESH_SIGN = {
  lines: CORNERS.flatMap((from, index) => CORNERS.slice(index + 1).map((to) => `M${from}L${to}`)).join(''),
  discs: SPOKES.map((angle) => disc(Math.cos(angle) * 0.85, Math.sin(angle) * 0.85, 0.24)).join(''),
} as const;

function coordinates(angle: number, away: number): string {
  return `${(Math.cos(angle) * away).toFixed(3)},${(Math.sin(angle) * away).toFixed(3)}`;
}

function disc(x: number, y: number, r: number): string {
  const left = (x - r).toFixed(3);
  return `M${left},${y.toFixed(3)}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`;
}

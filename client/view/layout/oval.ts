/**
 * A closed curve of two half circles and two straight lines around the origin, `a` wide and `b` high (half extents, px). Unlike
 * ellipses, ovals that lie inside one another at a distance keep that distance everywhere.
 */
export interface Oval {
  readonly a: number;
  readonly b: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function inset(oval: Oval, by: number): Oval {
  return { a: oval.a - by, b: oval.b - by };
}

/** Length of the curve (px). */
export function perimeter({ a, b }: Oval): number {
  return 2 * Math.PI * Math.min(a, b) + 4 * Math.abs(a - b);
}

/** Distance (px) from a point inside the oval to the curve; negative outside. */
export function depth(oval: Oval, { x, y }: Point): number {
  const radius = Math.min(oval.a, oval.b);
  const alongX = Math.max(0, Math.abs(x) - (oval.a - radius));
  const alongY = Math.max(0, Math.abs(y) - (oval.b - radius));
  return radius - Math.hypot(alongX, alongY);
}

/** The point at `share` (0 to 1) of the curve, clockwise from the top's middle. */
export function pointAt(oval: Oval, share: number): Point {
  const wide = oval.a >= oval.b;
  const onWide = wide ? oval : { a: oval.b, b: oval.a };
  // A high oval is a wide one turned by a quarter; its top is the wide one's left end.
  const turned = wide ? share : share + 0.75;
  const { x, y } = pointOnWide(onWide, (turned - Math.floor(turned)) * perimeter(onWide));
  return wide ? { x, y } : { x: -y, y: x };
}

function pointOnWide({ a, b }: Oval, arc: number): Point {
  const half = a - b;
  const cap = Math.PI * b;
  if (arc < half) return { x: arc, y: -b };
  if (arc < half + cap) return onCap(half, b, (arc - half) / b - Math.PI / 2);
  if (arc < 3 * half + cap) return { x: half - (arc - half - cap), y: b };
  if (arc < 3 * half + 2 * cap) return onCap(-half, b, (arc - 3 * half - cap) / b + Math.PI / 2);
  return { x: -half + (arc - 3 * half - 2 * cap), y: -b };
}

function onCap(centre: number, radius: number, angle: number): Point {
  return { x: centre + radius * Math.cos(angle), y: radius * Math.sin(angle) };
}

import { share } from './finite.ts';
import type { Pen } from './pen.ts';

/** A colour ('#RRGGBB') at less than full strength, from 0 to 1. */
export function faded(colour: string, strength: number): string {
  const hex = Math.round(share(strength) * 255);
  return colour + hex.toString(16).padStart(2, '0');
}

/** Fills and strokes an SVG path from a box of -1 to 1, `r` large, around (`x`, `y`). Line widths in pixels. */
export function drawPath(
  pen: Pen,
  path: string,
  at: { readonly x: number; readonly y: number; readonly r: number },
  style: { readonly fill?: string; readonly stroke?: string; readonly width?: number },
): void {
  pen.save();
  pen.translate(at.x, at.y);
  pen.scale(at.r);
  const outline = new Path2D(path);
  if (style.fill !== undefined) {
    pen.fillStyle = style.fill;
    pen.fill(outline);
  }
  if (style.stroke !== undefined) {
    pen.strokeStyle = style.stroke;
    pen.lineWidth = (style.width ?? 1) / at.r;
    pen.stroke(outline);
  }
  pen.restore();
}

/** A circle as the path to fill or stroke next. */
export function circle(pen: Pen, x: number, y: number, r: number): void {
  pen.beginPath();
  pen.arc(x, y, r, 0, Math.PI * 2);
}

/** `0E1320` at less than full strength: '#RRGGBB' with an alpha from 0 to 1. */
export function faded(colour: string, alpha: number): string {
  const hex = Math.round(Math.max(0, Math.min(1, alpha)) * 255);
  return colour + hex.toString(16).padStart(2, '0');
}

/** The picture's type; the page brings the font. */
export function font(size: number, weight: 400 | 700 = 700): string {
  return `${weight} ${Math.round(size)}px "Atkinson Hyperlegible", system-ui, sans-serif`;
}

/** Fills and strokes an SVG path from a box of -1 to 1, `r` large, around (`x`, `y`). Line widths in pixels. */
export function drawPath(
  pen: CanvasRenderingContext2D,
  path: string,
  at: { readonly x: number; readonly y: number; readonly r: number },
  style: { readonly fill?: string; readonly stroke?: string; readonly width?: number },
): void {
  pen.save();
  pen.translate(at.x, at.y);
  pen.scale(at.r, at.r);
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

export function circle(pen: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  pen.beginPath();
  pen.arc(x, y, Math.max(0, r), 0, Math.PI * 2);
}

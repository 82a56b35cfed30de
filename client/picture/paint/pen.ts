import { finite, length } from './finite.ts';

/** A Canvas takes no width of nothing, and would go on with the last one. */
const THINNEST = 0.01;
const [SMALLEST_TEXT, LARGEST_TEXT] = [1, 10_000];

/**
 * The one way to a Canvas, with its names. A Canvas throws at a negative radius, which would end the picture for good, and goes on with
 * the last setting where a new one makes no sense. Here what has no size is drawn without one, and what has no place is not drawn.
 */
export class Pen {
  readonly #canvas: CanvasRenderingContext2D;

  constructor(canvas: CanvasRenderingContext2D) {
    this.#canvas = canvas;
  }

  set fillStyle(fill: string | CanvasGradient) {
    this.#canvas.fillStyle = fill;
  }
  set strokeStyle(stroke: string) {
    this.#canvas.strokeStyle = stroke;
  }
  set lineWidth(width: number) {
    this.#canvas.lineWidth = Math.max(THINNEST, length(width));
  }
  set lineCap(cap: CanvasLineCap) {
    this.#canvas.lineCap = cap;
  }
  set lineJoin(join: CanvasLineJoin) {
    this.#canvas.lineJoin = join;
  }
  set textAlign(align: CanvasTextAlign) {
    this.#canvas.textAlign = align;
  }
  set textBaseline(line: CanvasTextBaseline) {
    this.#canvas.textBaseline = line;
  }

  /** The picture's type, in whole pixels; the page brings the font. */
  font(size: number, weight: 400 | 700 = 700): void {
    const pixels = Math.min(LARGEST_TEXT, Math.max(SMALLEST_TEXT, Math.round(length(size))));
    this.#canvas.font = `${weight} ${pixels}px "Atkinson Hyperlegible", system-ui, sans-serif`;
  }
  setLineDash(lengths: readonly number[]): void {
    this.#canvas.setLineDash(lengths.map(length));
  }

  save(): void {
    this.#canvas.save();
  }
  restore(): void {
    this.#canvas.restore();
  }
  /** What goes on nowhere is drawn without a size, until `restore`. */
  translate(x: number, y: number): void {
    if (finite(x, y)) this.#canvas.translate(x, y);
    else this.#canvas.scale(0, 0);
  }
  scale(by: number): void {
    this.#canvas.scale(length(by), length(by));
  }
  rotate(angle: number): void {
    if (finite(angle)) this.#canvas.rotate(angle);
  }
  /** Wipes so large a canvas, and forgets where and how dimly was drawn. */
  wipe(width: number, height: number): void {
    this.#canvas.setTransform(1, 0, 0, 1, 0, 0);
    this.#canvas.globalAlpha = 1;
    this.#canvas.shadowBlur = 0;
    this.#canvas.setLineDash([]);
    this.clearRect(0, 0, width, height);
  }

  beginPath(): void {
    this.#canvas.beginPath();
  }
  closePath(): void {
    this.#canvas.closePath();
  }
  moveTo(x: number, y: number): void {
    if (finite(x, y)) this.#canvas.moveTo(x, y);
  }
  lineTo(x: number, y: number): void {
    if (finite(x, y)) this.#canvas.lineTo(x, y);
  }
  arc(x: number, y: number, r: number, from: number, to: number): void {
    if (finite(x, y, from, to)) this.#canvas.arc(x, y, length(r), from, to);
  }
  rect(x: number, y: number, width: number, height: number): void {
    if (finite(x, y)) this.#canvas.rect(x, y, length(width), length(height));
  }
  roundRect(x: number, y: number, width: number, height: number, r: number): void {
    if (finite(x, y)) this.#canvas.roundRect(x, y, length(width), length(height), length(r));
  }
  clip(): void {
    this.#canvas.clip();
  }
  fill(path?: Path2D): void {
    if (path === undefined) this.#canvas.fill();
    else this.#canvas.fill(path);
  }
  stroke(path?: Path2D): void {
    if (path === undefined) this.#canvas.stroke();
    else this.#canvas.stroke(path);
  }

  clearRect(x: number, y: number, width: number, height: number): void {
    if (finite(x, y)) this.#canvas.clearRect(x, y, length(width), length(height));
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    if (finite(x, y)) this.#canvas.fillRect(x, y, length(width), length(height));
  }
  fillText(text: string, x: number, y: number): void {
    if (finite(x, y)) this.#canvas.fillText(text, x, y);
  }
  strokeText(text: string, x: number, y: number): void {
    if (finite(x, y)) this.#canvas.strokeText(text, x, y);
  }
  /** Light around (0, 0), from one colour at radius `from` to another at radius `to`. */
  glow(from: number, to: number, inner: string, outer: string): CanvasGradient {
    const light = this.#canvas.createRadialGradient(0, 0, length(from), 0, 0, length(to));
    light.addColorStop(0, inner);
    light.addColorStop(1, outer);
    return light;
  }
}

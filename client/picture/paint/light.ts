import type { GameObjects, Scene } from 'phaser';
import { colourNumber } from '../../view/look/colours.ts';
import { finite, length, share } from './finite.ts';

/** How a shape of light looks: '#RRGGBB', and a strength from 0 to 1. */
export interface Shine {
  readonly colour: string;
  readonly strength: number;
}

/** Shapes of light that are drawn anew in every picture. Like the pen it draws nothing that has no place, and no size below nothing. */
export class Light {
  readonly #graphics: GameObjects.Graphics;

  constructor(scene: Scene, depth: number) {
    this.#graphics = scene.add.graphics().setDepth(depth);
  }

  clear(): void {
    this.#graphics.clear();
  }
  curtain(width: number, height: number, { colour, strength }: Shine): void {
    this.#graphics.fillStyle(colourNumber(colour), share(strength)).fillRect(0, 0, length(width), length(height));
  }
  disc(x: number, y: number, r: number, { colour, strength }: Shine): void {
    if (finite(x, y)) this.#graphics.fillStyle(colourNumber(colour), share(strength)).fillCircle(x, y, length(r));
  }
  ring(x: number, y: number, r: number, width: number, { colour, strength }: Shine): void {
    if (!finite(x, y)) return;
    this.#graphics.lineStyle(length(width), colourNumber(colour), share(strength)).strokeCircle(x, y, length(r));
  }
  line(x0: number, y0: number, x1: number, y1: number, width: number, { colour, strength }: Shine): void {
    if (!finite(x0, y0, x1, y1)) return;
    this.#graphics.lineStyle(length(width), colourNumber(colour), share(strength)).lineBetween(x0, y0, x1, y1);
  }
}

import type { Scene, Textures } from 'phaser';
import { length } from './paint/finite.ts';
import { Pen } from './paint/pen.ts';

/** The longest side of a canvas that browsers give. */
const MOST_PIXELS = 16_384;

/** A texture that is painted with a pen of the Canvas, in whole pixels. `show` hands what was painted to the graphics card. */
export interface Paper {
  readonly width: number;
  readonly height: number;
  readonly pen: Pen;
  readonly texture: Textures.Texture;
  show(): void;
  destroy(): void;
}

/**
 * New empty paper; with a `depth` it lies on the picture from its corner on. `key` must not be taken.
 * @throws Error if the browser gives no Canvas
 */
export function newPaper(scene: Scene, key: string, width: number, height: number, depth?: number): Paper {
  const canvas = document.createElement('canvas');
  canvas.width = sideOf(width);
  canvas.height = sideOf(height);
  const context = canvas.getContext('2d');
  const texture = scene.textures.create(key, canvas, canvas.width, canvas.height);
  if (context === null || texture === null) throw new Error(`no canvas for ${key}`);
  texture.add('__BASE', 0, 0, 0, canvas.width, canvas.height);
  const image = depth === undefined ? undefined : scene.add.image(0, 0, texture).setOrigin(0).setDepth(depth);
  return {
    width: canvas.width,
    height: canvas.height,
    pen: new Pen(context),
    texture,
    show: () => texture.source[0]?.update(),
    destroy() {
      image?.destroy();
      scene.textures.remove(key);
    },
  };
}

/** A canvas has whole pixels, one at least, and not more than browsers give. */
function sideOf(side: number): number {
  return Math.min(MOST_PIXELS, Math.max(1, Math.ceil(length(side))));
}

/** Wipes the paper and resets its pen. */
export function wipe({ pen, width, height }: Paper): void {
  pen.wipe(width, height);
}

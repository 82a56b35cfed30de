import type { Scene, Textures } from 'phaser';

/** A texture that is painted with a pen of the Canvas, in whole pixels. `show` hands what was painted to the graphics card. */
export interface Paper {
  readonly width: number;
  readonly height: number;
  readonly pen: CanvasRenderingContext2D;
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
  canvas.width = Math.max(1, Math.ceil(width));
  canvas.height = Math.max(1, Math.ceil(height));
  const pen = canvas.getContext('2d');
  const texture = scene.textures.create(key, canvas, canvas.width, canvas.height);
  if (pen === null || texture === null) throw new Error(`no canvas for ${key}`);
  texture.add('__BASE', 0, 0, 0, canvas.width, canvas.height);
  const image = depth === undefined ? undefined : scene.add.image(0, 0, texture).setOrigin(0).setDepth(depth);
  return {
    width: canvas.width,
    height: canvas.height,
    pen,
    texture,
    show: () => texture.source[0]?.update(),
    destroy() {
      image?.destroy();
      scene.textures.remove(key);
    },
  };
}

/** Wipes the paper and resets its pen. */
export function wipe({ pen, width, height }: Paper): void {
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.globalAlpha = 1;
  pen.shadowBlur = 0;
  pen.setLineDash([]);
  pen.clearRect(0, 0, width, height);
}

import { CANVAS, Game, Scale, Scene, WEBGL } from 'phaser';
import { NIGHT } from '../view/look/colours.ts';
import { density } from './density.ts';
import type { Play } from './play.ts';
import { firstChoice, judge, type Renderer } from './renderer.ts';

/** Puts a picture into an element, as large as it, and keeps it so. The element's own height must not depend on the picture. */
export function openStage(element: HTMLElement, newPlay: () => Play): { destroy(): void } {
  let closed = false;
  let running = start(element, newPlay(), firstChoice(), restart);
  const sizes = new ResizeObserver(() => running.resize());
  sizes.observe(element);
  function restart(): void {
    if (closed) return;
    running.destroy();
    running = start(element, newPlay(), 'canvas', () => undefined);
  }
  return {
    destroy() {
      closed = true;
      sizes.disconnect();
      running.destroy();
    },
  };
}

function start(
  element: HTMLElement,
  play: Play,
  renderer: Renderer,
  tooSlow: () => void,
): { resize(): void; destroy(): void } {
  const measure = judge(() => setTimeout(tooSlow));
  let begun = false;
  class Stage extends Scene {
    create(): void {
      const { width, height } = this.scale;
      play.begin(this, width, height);
      begun = true;
      takeSize();
    }
    override update(time: number): void {
      play.frame(time);
      if (renderer === 'webgl') measure(performance.now());
    }
  }
  const game = new Game({
    type: renderer === 'webgl' ? WEBGL : CANVAS,
    parent: element,
    // Of its own: Phaser would take one from its pool, with the size on the page that it had before.
    canvas: document.createElement('canvas'),
    backgroundColor: NIGHT,
    scene: Stage,
    scale: { mode: Scale.NONE, ...sizeOf(element), zoom: 1 / density() },
    audio: { noAudio: true },
    input: { keyboard: false, mouse: false, touch: false, gamepad: false },
    // The keys belong to the page around it, such as the desk with this board in a frame.
    autoFocus: false,
    banner: false,
    render: { antialias: true, powerPreference: 'low-power' },
  });
  /** Takes the element's size, which may have changed before the game had begun. */
  function takeSize(): void {
    const { width, height } = sizeOf(element);
    if (!begun || (width === game.scale.width && height === game.scale.height)) return;
    game.scale.setZoom(1 / density());
    game.scale.resize(width, height);
    // Phaser leaves the size on the page as it was where the zoom is 1.
    game.canvas.style.width = `${width / density()}px`;
    game.canvas.style.height = `${height / density()}px`;
    play.resize(width, height);
  }
  return {
    resize: takeSize,
    destroy: () => game.destroy(true),
  };
}

function sizeOf(element: HTMLElement): { width: number; height: number } {
  const scale = density();
  const side = (length: number): number => Math.max(16, Math.round(length * scale));
  return { width: side(element.clientWidth), height: side(element.clientHeight) };
}

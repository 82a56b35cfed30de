import { CANVAS, Game, Scale, Scene, type Types, WEBGL } from 'phaser';
import { NIGHT } from '../view/look/colours.ts';
import { density } from './density.ts';
import { PAPER_LOST } from './paper.ts';
import type { Play } from './play.ts';
import { judge, type Renderer } from './renderer.ts';

/** A play being shown. */
export interface Running {
  resize(): void;
  destroy(): void;
}

/** What can happen to a show that it does not go on from by itself. Each is told once, and never while the show is being started. */
export interface Mishaps {
  /** The graphics card is too slow, or is gone. */
  without(): void;
  /** What was painted is lost. */
  again(): void;
  broken(error: unknown): void;
}

/** Shows a play in an element. @throws what keeps it from being shown at all */
export function startShow(element: HTMLElement, play: Play, renderer: Renderer, mishaps: Mishaps): Running {
  let told = false;
  let over = false;
  /** The show may be in the middle of a picture: whoever ends it does so after that. */
  const end = (tell: () => void): void => {
    if (!told) setTimeout(() => over || tell());
    told = true;
  };
  const measure = judge(() => end(mishaps.without));
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
  const game = new Game(settings(element, renderer, Stage));
  game.canvas.addEventListener('webglcontextlost', () => end(mishaps.without));
  game.events.once(PAPER_LOST, () => end(mishaps.again));
  // An error in one frame would end Phaser's loop and its cleanup.
  const step = game.step.bind(game);
  game.step = (time, delta) => {
    try {
      step(time, delta);
    } catch (error) {
      end(() => mishaps.broken(error));
    }
  };
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
    destroy() {
      over = true;
      game.destroy(true);
    },
  };
}

function settings(element: HTMLElement, renderer: Renderer, scene: typeof Scene): Types.Core.GameConfig {
  return {
    type: renderer === 'webgl' ? WEBGL : CANVAS,
    parent: element,
    // Of its own: Phaser would take one from its pool, with the size on the page that it had before.
    canvas: document.createElement('canvas'),
    backgroundColor: NIGHT,
    scene,
    scale: { mode: Scale.NONE, ...sizeOf(element), zoom: 1 / density() },
    audio: { noAudio: true },
    input: { keyboard: false, mouse: false, touch: false, gamepad: false },
    // The keys belong to the page around it, such as the desk with this board in a frame.
    autoFocus: false,
    banner: false,
    render: { antialias: true, powerPreference: 'low-power' },
  };
}

function sizeOf(element: HTMLElement): { width: number; height: number } {
  const scale = density();
  const side = (length: number): number => Math.max(16, Math.round(length * scale));
  return { width: side(element.clientWidth), height: side(element.clientHeight) };
}

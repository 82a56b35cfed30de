import type { Scene } from 'phaser';

/** Something shown on a stage. Sizes in pixels of the screen, not of the page. */
export interface Play {
  begin(scene: Scene, width: number, height: number): void;
  resize(width: number, height: number): void;
  frame(wall: number): void;
}

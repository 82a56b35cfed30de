import type { GameObjects } from 'phaser';
import { finite, share } from './finite.ts';

/** Puts a copied picture at its place; one that has none is hidden. */
export function stampAt(bob: GameObjects.Bob, x: number, y: number, strength = 1): void {
  bob.visible = finite(x, y);
  if (!bob.visible) return;
  bob.x = x;
  bob.y = y;
  bob.alpha = share(strength);
}

import type { Scene } from 'phaser';
import { darkSince } from '../../view/board/board.ts';
import { architectureColour, INK, NIGHT, VERMILLION } from '../../view/look/colours.ts';
import { CHEER_MS, cheerFrom, type Spark } from '../../view/motion/cheer.ts';
import type { Layer, Look } from '../layer.ts';
import { Light } from '../paint/light.ts';

/** How long (µs) the lights take to go out, and how dark it gets. */
const DIMMING = 450_000;
const DARKNESS = 0.62;
/** A wave leaves a dead server this often (µs). */
const WAVE = 1_600_000;

/** The two big moments: the lights go out when a star loses its server, and a network that is done lights up link by link. */
export function dramaLayer(scene: Scene): Layer {
  const dark = new Light(scene, 25);
  const light = new Light(scene, 8);
  let cheer: { readonly from: number; readonly sparks: readonly Spark[] } | undefined;
  let cheered = '';
  return {
    lay() {
      cheer = undefined;
    },
    draw(look) {
      drawDark(dark, look);
      if (look.board.completedAt >= 0 && cheered !== look.board.scene.runId) {
        cheered = look.board.scene.runId;
        cheer = { from: look.wall, sparks: cheerFrom(lastToFinish(look), look.board.links) };
      }
      light.clear();
      if (cheer !== undefined) drawCheer(light, look, cheer.sparks, (look.wall - cheer.from) / CHEER_MS);
      if (cheer !== undefined && look.wall - cheer.from > CHEER_MS) cheer = undefined;
    },
  };
}

function drawDark(light: Light, look: Look): void {
  light.clear();
  const since = darkSince(look.board);
  const { width, height, byNode } = look.geometry;
  const hub = byNode.get(0);
  if (since < 0 || hub === undefined) return;
  const age = Math.max(0, look.t - since);
  const darkness = look.still ? DARKNESS : DARKNESS * Math.min(1, age / DIMMING);
  light.curtain(width, height, { colour: NIGHT, strength: darkness });
  const share = look.still ? 0.35 : (age % WAVE) / WAVE;
  const strength = look.still ? 0.6 : (1 - share) * (age < WAVE ? 1 : 0.5);
  const reach = age < WAVE ? 5 : 2.2;
  const wide = Math.max(2, hub.r * 0.1 * (1 - share));
  light.ring(hub.x, hub.y, hub.r * (1.1 + reach * share), wide, { colour: VERMILLION, strength });
}

function drawCheer(light: Light, { board, geometry, still }: Look, sparks: readonly Spark[], age: number): void {
  const own = architectureColour(board.scene.architecture);
  const width = Math.max(2, geometry.textSize * 0.14);
  for (const { a, b, at } of sparks) {
    const [from, to] = [geometry.byNode.get(a), geometry.byNode.get(b)];
    if (from === undefined || to === undefined || (age < at && !still)) continue;
    const since = still ? 0.5 : age - at;
    const drawn = still ? 1 : Math.min(1, since / 0.06);
    const fade = Math.max(0.25, 1 - since * 1.6) * Math.min(1, (1 - age) * 5);
    const [x, y] = [from.x + (to.x - from.x) * drawn, from.y + (to.y - from.y) * drawn];
    light.line(from.x, from.y, x, y, width, { colour: since < 0.07 ? INK : own, strength: fade });
  }
}

function lastToFinish({ board }: Look): number {
  let last = 0;
  let when = -1;
  for (const { scene, finishedAt } of board.nodes.values()) {
    if (finishedAt > when) [last, when] = [scene.node, finishedAt];
  }
  return last;
}

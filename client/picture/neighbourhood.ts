import type { GameObjects, Scene } from 'phaser';
import { changedNear, type Near, type Neighbourhood, neighbourhoodOf } from '../view/board/neighbourhood.ts';
import type { Mounted, NeighbourhoodSource } from '../view/board/source.ts';
import type { Place } from '../view/layout/contract.ts';
import { architectureColour, colourNumber, INK, INK_SOFT, VERMILLION, YELLOW } from '../view/look/colours.ts';
import type { NodeLook } from '../view/look/node-look.ts';
import { density } from './density.ts';
import { paintNode, REACH } from './paint/node.ts';
import { newPaper, type Paper, wipe } from './paper.ts';
import { openStage, type Play } from './stage.ts';

export type { Mounted, NeighbourhoodSource } from '../view/board/source.ts';

/** How long (ms) a light runs along a link after something went over it. */
const PULSE_MS = 700;
/** From this many times as wide as high on, a round would press machines onto each other. */
const STRIP = 1.6;

interface Shared {
  now: Neighbourhood | undefined;
  readonly pulses: Map<number, number>;
  version: number;
}

/** Draws a student's machine and those it deals with into `element`, as large as it, until destroyed. Hidden from screen readers. */
export function mountNeighbourhood(element: HTMLElement, source: NeighbourhoodSource): Mounted {
  const shared: Shared = { now: undefined, pulses: new Map(), version: 0 };
  const stop = source.onSeat((seat) => {
    const next = neighbourhoodOf(seat, source.architecture());
    if (next !== undefined) for (const node of changedNear(shared.now, next)) shared.pulses.set(node, -1);
    shared.now = next;
    shared.version += 1;
  });
  const stage = openStage(element, () => playOn(shared));
  element.setAttribute('aria-hidden', 'true');
  return {
    destroy() {
      stop();
      stage.destroy();
    },
  };
}

function playOn(shared: Shared): Play {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)');
  let scene: Scene | undefined;
  let size = { width: 0, height: 0 };
  let paper: Paper | undefined;
  let lights: GameObjects.Graphics | undefined;
  let painted = -1;
  return {
    begin(begun, width, height) {
      scene = begun;
      size = { width, height };
      lights = begun.add.graphics().setDepth(20);
    },
    resize(width, height) {
      size = { width, height };
      painted = -1;
    },
    frame(wall) {
      if (scene === undefined) return;
      if (painted !== shared.version) {
        if (paper?.width !== size.width || paper.height !== size.height) {
          paper?.destroy();
          paper = newPaper(scene, 'near', size.width, size.height, 0);
        }
        painted = shared.version;
        paint(paper, shared.now);
      }
      lights?.clear();
      if (lights !== undefined && shared.now !== undefined && !still.matches) runLights(lights, shared, size, wall);
    },
  };
}

/** On a strip, me at the left and the others in two staggered rows; else me in the middle of a round. As many, so many same places. */
function placesOf({ near }: Neighbourhood, { width, height }: { width: number; height: number }): readonly Place[] {
  return width > height * STRIP ? stripPlaces(near, width, height) : roundPlaces(near, width, height);
}

function stripPlaces(near: readonly Near[], width: number, height: number): readonly Place[] {
  const rows = near.length > 1 ? 2 : 1;
  const columns = Math.ceil(near.length / rows);
  const step = (width - height) / (columns + (rows - 1) / 2);
  const r = Math.min(height * 0.15, step * 0.32);
  const around = near.map(({ node }, index) => {
    const row = index % rows;
    const x = height + step * (Math.floor(index / rows) + (row === 0 ? 0.25 : 0.75) + (rows === 1 ? 0.25 : 0));
    return { node, x, y: rows === 1 ? height / 2 : height * (row === 0 ? 0.29 : 0.71), r };
  });
  return [{ node: -1, x: height / 2, y: height / 2, r: height * 0.2 }, ...around];
}

function roundPlaces(near: readonly Near[], width: number, height: number): readonly Place[] {
  const r = Math.min(width, height) * Math.min(0.13, 0.75 / Math.max(4, near.length));
  const [x, y] = [width / 2, height / 2];
  const around = near.map(({ node }, index) => {
    const angle = (Math.PI * 2 * index) / near.length - Math.PI / 2 + (near.length === 2 ? Math.PI / 2 : 0);
    return { node, x: x + Math.cos(angle) * (width / 2 - r * 1.7), y: y + Math.sin(angle) * (height / 2 - r * 1.8), r };
  });
  return [{ node: -1, x, y, r: Math.min(width, height) * 0.15 }, ...around];
}

function paint(paper: Paper, now: Neighbourhood | undefined): void {
  wipe(paper);
  if (now !== undefined) {
    const [me, ...around] = placesOf(now, paper);
    for (const [index, place] of around.entries())
      paintLink(paper.pen, me as Place, place, now.near[index] as Near, now);
    for (const [index, place] of around.entries()) paintNear(paper.pen, place, now.near[index] as Near, now);
    paintAt(paper.pen, me as Place, myLook(now), now);
  }
  paper.show();
}

function paintLink(pen: CanvasRenderingContext2D, me: Place, place: Place, near: Near, now: Neighbourhood): void {
  pen.strokeStyle =
    near.mood === 'good' ? architectureColour(now.architecture) : near.mood === 'bad' ? VERMILLION : INK_SOFT;
  pen.lineWidth = (near.mood === 'neutral' ? 1.5 : 3) * density();
  pen.setLineDash(near.mood === 'bad' ? [6 * density(), 6 * density()] : []);
  pen.beginPath();
  pen.moveTo(me.x, me.y);
  pen.lineTo(place.x, place.y);
  pen.stroke();
  pen.setLineDash([]);
}

function paintNear(pen: CanvasRenderingContext2D, place: Place, near: Near, now: Neighbourhood): void {
  const sign = near.hub ? 'hub' : near.mark === null ? 'machine' : 'mark';
  const state = near.hub && near.mood === 'bad' ? 'down' : 'up';
  paintAt(pen, place, { ...plain, sign, mark: near.mark, state }, now);
}

function paintAt(pen: CanvasRenderingContext2D, place: Place, look: NodeLook, now: Neighbourhood): void {
  const reach = place.r * REACH;
  pen.save();
  pen.translate(place.x - reach, place.y - reach);
  paintNode(pen, look, { r: place.r, accent: architectureColour(now.architecture), leastText: 9 * density() });
  pen.restore();
}

const plain: NodeLook = {
  key: '',
  sign: 'mark',
  mark: null,
  progress: null,
  finished: false,
  state: 'up',
  rim: 'solid',
  ticks: 0,
  crowded: false,
  plug: false,
  spikes: false,
};

function myLook({ mark, progress, autopilot, up }: Neighbourhood): NodeLook {
  const steps = progress === null ? null : Math.floor(progress * 48);
  const rim = autopilot ? 'dashed' : 'solid';
  return { ...plain, mark, progress: steps, finished: progress === 1, state: up ? 'up' : 'down', rim };
}

function runLights(
  pen: GameObjects.Graphics,
  shared: Shared,
  size: { width: number; height: number },
  wall: number,
): void {
  const now = shared.now as Neighbourhood;
  const [me, ...around] = placesOf(now, size);
  for (const [node, from] of shared.pulses) {
    const since = from < 0 ? 0 : wall - from;
    if (from < 0) shared.pulses.set(node, wall);
    const place = around.find((other) => other.node === node);
    if (since > PULSE_MS || place === undefined || me === undefined) shared.pulses.delete(node);
    else light(pen, place, me, since / PULSE_MS);
  }
}

function light(pen: GameObjects.Graphics, from: Place, to: Place, share: number): void {
  const [x, y] = [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share];
  pen.fillStyle(colourNumber(YELLOW), 0.25).fillCircle(x, y, 11 * density());
  pen.fillStyle(colourNumber(INK), 1).fillCircle(x, y, 4.5 * density());
}

import type { Scene } from 'phaser';
import type { Near, Neighbourhood } from '../view/board/neighbourhood.ts';
import type { Place } from '../view/layout/contract.ts';
import { architectureColour, INK, INK_SOFT, VERMILLION, YELLOW } from '../view/look/colours.ts';
import type { NodeLook } from '../view/look/node-look.ts';
import { density } from './density.ts';
import { placesOf, type Size } from './near-places.ts';
import { Light } from './paint/light.ts';
import { paintNode, REACH } from './paint/node.ts';
import type { Pen } from './paint/pen.ts';
import { newPaper, type Paper, wipe } from './paper.ts';
import type { Play } from './play.ts';

/** How long (ms) a light runs along a link after something went over it. */
const PULSE_MS = 700;

/** What is to be shown, kept by whoever mounts the picture. */
export interface Shared {
  now: Neighbourhood | undefined;
  /** Since when (ms of the picture's clock) a light runs along the link to a node; negative: from the next picture on. */
  readonly pulses: Map<number, number>;
  /** Counts changes. */
  version: number;
}

/** Plays a neighbourhood on a stage: painted when it changes, with lights that run where something went between us. */
export function neighbourhoodPlay(shared: Shared): Play {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)');
  let scene: Scene | undefined;
  let size: Size = { width: 0, height: 0 };
  let paper: Paper | undefined;
  let lights: Light | undefined;
  let painted = -1;
  return {
    begin(begun, width, height) {
      scene = begun;
      size = { width, height };
      lights = new Light(begun, 20);
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

function paintLink(pen: Pen, me: Place, place: Place, near: Near, now: Neighbourhood): void {
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

function paintNear(pen: Pen, place: Place, near: Near, now: Neighbourhood): void {
  const sign = near.hub ? 'hub' : near.mark === null ? 'machine' : 'mark';
  const state = near.hub && near.mood === 'bad' ? 'down' : 'up';
  paintAt(pen, place, { ...plain, sign, mark: near.mark, state }, now);
}

function paintAt(pen: Pen, place: Place, look: NodeLook, now: Neighbourhood): void {
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

function runLights(lights: Light, shared: Shared, size: Size, wall: number): void {
  const now = shared.now as Neighbourhood;
  const [me, ...around] = placesOf(now, size);
  for (const [node, from] of shared.pulses) {
    const since = from < 0 ? 0 : wall - from;
    if (from < 0) shared.pulses.set(node, wall);
    const place = around.find((other) => other.node === node);
    if (since > PULSE_MS || place === undefined || me === undefined) shared.pulses.delete(node);
    else runLight(lights, place, me, since / PULSE_MS);
  }
}

function runLight(lights: Light, from: Place, to: Place, share: number): void {
  const [x, y] = [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share];
  lights.disc(x, y, 11 * density(), { colour: YELLOW, strength: 0.25 });
  lights.disc(x, y, 4.5 * density(), { colour: INK, strength: 1 });
}

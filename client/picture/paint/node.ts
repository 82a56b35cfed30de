import {
  AMBER,
  GREY,
  INK,
  INK_SOFT,
  NIGHT,
  NIGHT_RAISED,
  PURPLE,
  SKY,
  VERMILLION,
  YELLOW,
} from '../../view/look/colours.ts';
import { MOST_TICKS, type NodeLook, progressShare } from '../../view/look/node-look.ts';
import { paintSign } from './node-sign.ts';
import type { NodeStyle } from './node-style.ts';
import type { Pen } from './pen.ts';
import { circle, faded } from './shapes.ts';

/** How far beyond a node's radius its picture reaches: ticks, spikes, plug and glow, as a factor. */
export const REACH = 1.62;

/** Paints a node in the middle of a square of `2 * REACH * r` pixels, its corner at the origin. */
export function paintNode(pen: Pen, look: NodeLook, style: NodeStyle): void {
  pen.save();
  pen.translate(style.r * REACH, style.r * REACH);
  if (look.spikes) spikes(pen, style.r);
  if (look.state === 'up') glow(pen, look, style);
  disc(pen, look, style);
  paintSign(pen, look, style);
  rim(pen, look, style);
  if (look.state === 'up') ticks(pen, look, style.r);
  if (look.state === 'down' || look.state === 'left') cross(pen, look, style.r);
  if (look.plug) plug(pen, style.r);
  pen.restore();
}

function glow(pen: Pen, look: NodeLook, { r, accent }: NodeStyle): void {
  const colour = look.sign === 'hub' ? AMBER : look.finished ? accent : SKY;
  const strength = look.finished || look.sign === 'hub' ? 0.4 : 0.14;
  pen.fillStyle = pen.glow(r * 0.8, r * 1.5, faded(colour, strength), faded(colour, 0));
  circle(pen, 0, 0, r * 1.5);
  pen.fill();
}

function disc(pen: Pen, look: NodeLook, { r }: NodeStyle): void {
  circle(pen, 0, 0, r);
  pen.fillStyle = look.state === 'up' ? NIGHT_RAISED : '#141A28';
  pen.fill();
}

function rim(pen: Pen, look: NodeLook, { r, accent }: NodeStyle): void {
  const width = Math.max(1.5, r * 0.12);
  const radius = r - width / 2;
  pen.lineWidth = look.rim === 'thin' ? width * 0.6 : width;
  pen.strokeStyle = rimColour(look);
  if (look.rim === 'dashed') pen.setLineDash([r * 0.28, r * 0.2]);
  circle(pen, 0, 0, radius);
  pen.stroke();
  pen.setLineDash([]);
  if (look.progress === null || look.state !== 'up') return;
  pen.lineWidth = width;
  pen.strokeStyle = accent;
  if (look.rim === 'dashed') pen.setLineDash([r * 0.28, r * 0.2]);
  pen.beginPath();
  pen.arc(0, 0, radius, -Math.PI / 2, -Math.PI / 2 + Math.PI * 2 * progressShare(look));
  pen.stroke();
  pen.setLineDash([]);
  if (look.finished) tick(pen, r, accent);
}

function rimColour(look: NodeLook): string {
  if (look.state === 'down') return VERMILLION;
  if (look.state !== 'up') return GREY;
  if (look.sign === 'hub') return AMBER;
  return look.progress === null ? INK_SOFT : '#46536C';
}

/** A check mark on a small disc at the lower right: this node has all it was to get. */
function tick(pen: Pen, r: number, colour: string): void {
  const [x, y, size] = [r * 0.72, r * 0.72, r * 0.34];
  circle(pen, x, y, size);
  pen.fillStyle = NIGHT;
  pen.fill();
  circle(pen, x, y, size * 0.85);
  pen.fillStyle = colour;
  pen.fill();
  pen.strokeStyle = NIGHT;
  pen.lineWidth = size * 0.26;
  pen.beginPath();
  pen.moveTo(x - size * 0.4, y + size * 0.02);
  pen.lineTo(x - size * 0.1, y + size * 0.34);
  pen.lineTo(x + size * 0.42, y - size * 0.32);
  pen.stroke();
}

/** One tick on the rim for each request that waits. */
function ticks(pen: Pen, look: NodeLook, r: number): void {
  pen.strokeStyle = look.crowded ? VERMILLION : YELLOW;
  pen.lineWidth = Math.max(1.5, r * 0.09);
  for (let tickIndex = 0; tickIndex < look.ticks; tickIndex++) {
    const angle = -Math.PI / 2 + (Math.PI * 2 * tickIndex) / MOST_TICKS;
    pen.beginPath();
    pen.moveTo(Math.cos(angle) * r * 1.07, Math.sin(angle) * r * 1.07);
    pen.lineTo(Math.cos(angle) * r * 1.27, Math.sin(angle) * r * 1.27);
    pen.stroke();
  }
}

function cross(pen: Pen, look: NodeLook, r: number): void {
  pen.strokeStyle = look.state === 'down' ? VERMILLION : INK_SOFT;
  pen.lineCap = 'round';
  pen.lineWidth = Math.max(2, r * 0.15);
  const arm = r * 0.5;
  pen.beginPath();
  pen.moveTo(-arm, -arm);
  pen.lineTo(arm, arm);
  pen.moveTo(arm, -arm);
  pen.lineTo(-arm, arm);
  pen.stroke();
  pen.lineCap = 'butt';
}

/** A pulled plug at the upper right: this student's own connection is gone, and nothing of it is part of the game. */
function plug(pen: Pen, r: number): void {
  const size = r * 0.46;
  pen.save();
  pen.translate(r * 0.82, -r * 0.82);
  circle(pen, 0, 0, size);
  pen.fillStyle = INK;
  pen.fill();
  pen.rotate(Math.PI / 4);
  pen.fillStyle = NIGHT;
  pen.fillRect(-size * 0.36, -size * 0.22, size * 0.72, size * 0.46);
  pen.fillRect(-size * 0.26, -size * 0.6, size * 0.14, size * 0.4);
  pen.fillRect(size * 0.12, -size * 0.6, size * 0.14, size * 0.4);
  pen.fillRect(-size * 0.08, size * 0.2, size * 0.16, size * 0.5);
  pen.restore();
}

function spikes(pen: Pen, r: number): void {
  const points = 14;
  pen.beginPath();
  for (let index = 0; index < points * 2; index++) {
    const radius = index % 2 === 0 ? r * 1.42 : r * 1.08;
    const angle = (Math.PI * index) / points;
    pen.lineTo(Math.cos(angle) * radius, Math.sin(angle) * radius);
  }
  pen.closePath();
  pen.fillStyle = PURPLE;
  pen.fill();
}

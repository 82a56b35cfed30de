import type { KindLook } from '../../view/board/source.ts';
import { kindColour, PURPLE } from '../../view/look/colours.ts';
import { kindPath } from '../../view/look/kind-shapes.ts';
import type { Pen } from './pen.ts';
import { circle, drawPath, faded } from './shapes.ts';

/** Paints a message of a kind around the origin, `r` large, with a little light around it. */
export function paintMessage(pen: Pen, look: KindLook, r: number, spiked: boolean): void {
  const colour = kindColour(look.colour);
  halo(pen, spiked ? PURPLE : colour, r);
  if (spiked) thorns(pen, r);
  shape(pen, look, r);
}

function halo(pen: Pen, colour: string, r: number): void {
  pen.fillStyle = pen.glow(r * 0.3, r * 2, faded(colour, 0.45), faded(colour, 0));
  circle(pen, 0, 0, r * 2);
  pen.fill();
}

function shape(pen: Pen, look: KindLook, r: number): void {
  const { path, hollow } = kindPath(look.shape);
  const colour = kindColour(look.colour);
  drawPath(pen, path, { x: 0, y: 0, r }, hollow ? { stroke: colour, width: Math.max(1.5, r * 0.4) } : { fill: colour });
}

function thorns(pen: Pen, r: number): void {
  pen.beginPath();
  for (let index = 0; index < 20; index++) {
    const radius = index % 2 === 0 ? r * 1.75 : r * 1.1;
    const angle = (Math.PI * index) / 10;
    pen.lineTo(Math.cos(angle) * radius, Math.sin(angle) * radius);
  }
  pen.closePath();
  pen.fillStyle = PURPLE;
  pen.fill();
}

/** A ring that grows and fades: `age` from 0 to 1. */
export function paintLanding(pen: Pen, look: KindLook, r: number, age: number): void {
  circle(pen, 0, 0, r * (0.9 + 1.5 * age));
  pen.strokeStyle = faded(kindColour(look.colour), (1 - age) * 0.9);
  pen.lineWidth = Math.max(1, r * 0.42 * (1 - age));
  pen.stroke();
}

/** Six pieces of a broken message that drift apart and fade. */
export function paintBroken(pen: Pen, look: KindLook, r: number, age: number): void {
  pen.fillStyle = faded(kindColour(look.colour), 1 - age);
  for (let piece = 0; piece < 6; piece++) {
    const angle = (Math.PI * 2 * piece) / 6 + 0.4 + age;
    const away = r * (0.4 + 1.9 * age);
    pen.save();
    pen.translate(Math.cos(angle) * away, Math.sin(angle) * away);
    pen.rotate(angle + age * 3);
    pen.fillRect(-r * 0.24, -r * 0.24, r * 0.48, r * 0.48);
    pen.restore();
  }
}

/** A refused message on its way back: its shape with a bar across. */
export function paintRefused(pen: Pen, look: KindLook, r: number): void {
  paintMessage(pen, look, r, false);
  pen.strokeStyle = '#FF8A4C';
  pen.lineWidth = Math.max(2, r * 0.42);
  circle(pen, 0, 0, r * 1.35);
  pen.moveTo(-r * 0.95, r * 0.95);
  pen.lineTo(r * 0.95, -r * 0.95);
  pen.stroke();
}

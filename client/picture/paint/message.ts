import type { KindLook } from '../../view/board/source.ts';
import { kindColour, NIGHT, PURPLE } from '../../view/look/colours.ts';
import { circle, faded } from './pen.ts';

type Pen = CanvasRenderingContext2D;

/** Paints a message of a kind around the origin, `r` large, with a little light around it. */
export function paintMessage(pen: Pen, look: KindLook, r: number, spiked: boolean): void {
  const colour = kindColour(look.colour);
  halo(pen, spiked ? PURPLE : colour, r);
  if (spiked) thorns(pen, r);
  pen.fillStyle = colour;
  pen.strokeStyle = colour;
  pen.lineWidth = Math.max(1.5, r * 0.36);
  shape(pen, look.shape, r);
}

function halo(pen: Pen, colour: string, r: number): void {
  const light = pen.createRadialGradient(0, 0, r * 0.3, 0, 0, r * 2);
  light.addColorStop(0, faded(colour, 0.45));
  light.addColorStop(1, faded(colour, 0));
  pen.fillStyle = light;
  circle(pen, 0, 0, r * 2);
  pen.fill();
}

function shape(pen: Pen, name: KindLook['shape'], r: number): void {
  switch (name) {
    case 'ring':
      circle(pen, 0, 0, r * 0.8);
      return pen.stroke();
    case 'disc':
      circle(pen, 0, 0, r);
      return pen.fill();
    case 'dot':
      circle(pen, 0, 0, r * 0.55);
      return pen.fill();
    case 'hexagon':
      corners(pen, 6, r * 1.12, 0);
      return pen.fill();
    case 'square':
      return pen.fillRect(-r * 0.85, -r * 0.85, r * 1.7, r * 1.7);
    case 'envelope':
      return envelope(pen, r);
    case 'coin':
      return coin(pen, r);
    case 'cube':
      return cube(pen, r);
    case 'bars':
      return bars(pen, r);
  }
}

function bars(pen: Pen, r: number): void {
  for (const [x, high] of [
    [-0.72, 0.5],
    [0, 0.9],
    [0.72, 0.5],
  ] as const) {
    pen.fillRect((x - 0.2) * r, -high * r, 0.4 * r, 2 * high * r);
  }
}

function corners(pen: Pen, sides: number, r: number, turn: number): void {
  pen.beginPath();
  for (let side = 0; side < sides; side++) {
    const angle = turn + (Math.PI * 2 * side) / sides;
    pen.lineTo(Math.cos(angle) * r, Math.sin(angle) * r);
  }
  pen.closePath();
}

function envelope(pen: Pen, r: number): void {
  pen.fillRect(-r * 1.1, -r * 0.75, r * 2.2, r * 1.5);
  pen.strokeStyle = NIGHT;
  pen.lineWidth = Math.max(1, r * 0.2);
  pen.beginPath();
  pen.moveTo(-r * 1.05, -r * 0.65);
  pen.lineTo(0, r * 0.2);
  pen.lineTo(r * 1.05, -r * 0.65);
  pen.stroke();
}

function coin(pen: Pen, r: number): void {
  circle(pen, 0, 0, r);
  pen.fill();
  pen.fillStyle = NIGHT;
  pen.fillRect(-r * 0.14, -r * 0.55, r * 0.28, r * 1.1);
}

function cube(pen: Pen, r: number): void {
  corners(pen, 6, r * 1.15, Math.PI / 6);
  pen.fill();
  pen.strokeStyle = NIGHT;
  pen.lineWidth = Math.max(1, r * 0.2);
  pen.beginPath();
  for (const angle of [Math.PI / 2, (Math.PI * 7) / 6, (Math.PI * 11) / 6]) {
    pen.moveTo(0, 0);
    pen.lineTo(Math.cos(angle) * r * 1.1, Math.sin(angle) * r * 1.1);
  }
  pen.stroke();
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

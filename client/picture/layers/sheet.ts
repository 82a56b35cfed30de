import type { Scene, Textures } from 'phaser';
import type { KindLook } from '../../view/board/source.ts';
import { paintBroken, paintLanding, paintMessage, paintRefused } from '../paint/message.ts';
import type { Pen } from '../paint/pen.ts';
import { newPaper, type Paper } from '../paper.ts';

/** A landing and a breaking are drawn in so many steps. */
export const STEPS = 8;

/** Pictures of one kind of message. */
export interface KindFrames {
  readonly flying: Textures.Frame;
  readonly spiked: Textures.Frame;
  readonly refused: Textures.Frame;
  readonly landing: readonly Textures.Frame[];
  readonly broken: readonly Textures.Frame[];
}

export interface Sheet {
  readonly paper: Paper;
  /** Half of a picture's side: a message's picture begins so far to the left and above. */
  readonly half: number;
  readonly kinds: readonly KindFrames[];
}

type Painter = (pen: Pen, look: KindLook) => void;

/** Paints each kind of message once, `r` pixels large, in all its states: two thousand of them are then only copied. */
export function newSheet(scene: Scene, looks: readonly KindLook[], r: number): Sheet {
  const cell = Math.ceil(r * 5.2);
  const painters = paintersFor(r);
  const paper = newPaper(scene, 'messages', cell * painters.length, cell * Math.max(1, looks.length));
  const kinds = looks.map((look, row) => {
    const frames = painters.map((paint, column) =>
      paintCell(paper, { name: `${row}-${column}`, row, column, cell }, look, paint),
    );
    const [flying, spiked, refused, ...ends] = frames as [
      Textures.Frame,
      Textures.Frame,
      Textures.Frame,
      ...Textures.Frame[],
    ];
    return { flying, spiked, refused, landing: ends.slice(0, STEPS), broken: ends.slice(STEPS) };
  });
  paper.show();
  return { paper, half: cell / 2, kinds };
}

function paintersFor(r: number): readonly Painter[] {
  const steps = Array.from({ length: STEPS }, (_, step) => (step + 0.5) / STEPS);
  return [
    (pen, look) => paintMessage(pen, look, r, false),
    (pen, look) => paintMessage(pen, look, r, true),
    (pen, look) => paintRefused(pen, look, r),
    ...steps.map(
      (age): Painter =>
        (pen, look) =>
          paintLanding(pen, look, r, age),
    ),
    ...steps.map(
      (age): Painter =>
        (pen, look) =>
          paintBroken(pen, look, r, age),
    ),
  ];
}

interface Cell {
  readonly name: string;
  readonly row: number;
  readonly column: number;
  readonly cell: number;
}

function paintCell(
  { pen, texture }: Paper,
  { name, row, column, cell }: Cell,
  look: KindLook,
  paint: Painter,
): Textures.Frame {
  pen.save();
  pen.beginPath();
  pen.rect(column * cell, row * cell, cell, cell);
  pen.clip();
  pen.translate((column + 0.5) * cell, (row + 0.5) * cell);
  paint(pen, look);
  pen.restore();
  const frame = texture.add(name, 0, column * cell, row * cell, cell, cell);
  if (frame === null) throw new Error(`no frame ${name}`);
  return frame;
}

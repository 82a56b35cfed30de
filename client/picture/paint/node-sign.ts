import { avatarColour, avatarPath, avatarShape } from '../../view/avatar.ts';
import { AMBER, GREY, INK_SOFT, NIGHT } from '../../view/look/colours.ts';
import type { NodeLook } from '../../view/look/node-look.ts';
import { HUB_SIGN } from '../../view/look/signs.ts';
import type { NodeStyle } from './node-style.ts';
import type { Pen } from './pen.ts';
import { circle, drawPath } from './shapes.ts';

/** Who or what a node is, in the middle of its disc: a student's mark, a robot, the hub or a machine. */
export function paintSign(pen: Pen, look: NodeLook, style: NodeStyle): void {
  const { r } = style;
  const dark = look.state !== 'up';
  switch (look.sign) {
    case 'hub':
      return hub(pen, r, dark ? GREY : AMBER);
    case 'machine':
      return machine(pen, r, dark ? GREY : INK_SOFT);
    case 'bot':
      return bot(pen, r, dark ? GREY : '#8592AB');
    case 'mark':
      return mark(pen, look, style, dark);
  }
}

function mark(pen: Pen, look: NodeLook, { r, leastText }: NodeStyle, dark: boolean): void {
  if (look.mark === null) return;
  const fill = dark ? GREY : avatarColour(look.mark.colour);
  drawPath(pen, avatarPath(avatarShape(look.mark.shape)), { x: 0, y: 0, r: r * 0.62 }, { fill });
  const size = r * 0.6;
  if (size < leastText) return;
  pen.fillStyle = NIGHT;
  pen.font(size);
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(look.mark.initials, 0, size * 0.06);
}

function hub(pen: Pen, r: number, colour: string): void {
  const at = { x: 0, y: r * 0.03, r: r * 0.74 };
  drawPath(pen, HUB_SIGN.lines, at, { stroke: colour, width: r * 0.09 });
  drawPath(pen, HUB_SIGN.discs, at, { fill: colour });
}

/** A small robot's face. */
function bot(pen: Pen, r: number, colour: string): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.roundRect(-r * 0.46, -r * 0.32, r * 0.92, r * 0.7, r * 0.16);
  pen.rect(-r * 0.05, -r * 0.56, r * 0.1, r * 0.26);
  pen.fill();
  pen.fillStyle = NIGHT;
  circle(pen, -r * 0.2, 0, r * 0.1);
  pen.fill();
  circle(pen, r * 0.2, 0, r * 0.1);
  pen.fill();
}

/** Stacked drives: infrastructure that nobody plays. */
function machine(pen: Pen, r: number, colour: string): void {
  for (const row of [-1, 0, 1]) {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.roundRect(-r * 0.5, row * r * 0.34 - r * 0.14, r, r * 0.28, r * 0.07);
    pen.fill();
    pen.fillStyle = NIGHT;
    circle(pen, r * 0.34, row * r * 0.34, r * 0.06);
    pen.fill();
  }
}

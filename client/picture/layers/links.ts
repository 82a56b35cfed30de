import type { Scene } from 'phaser';
import { type Wire, wiresAt } from '../../view/board/wires.ts';
import { architectureColour, VERMILLION } from '../../view/look/colours.ts';
import type { Layer, Look } from '../layer.ts';
import type { Pen } from '../paint/pen.ts';
import { faded } from '../paint/shapes.ts';
import { newPaper, type Paper, wipe } from '../paper.ts';

/** Links are painted anew this often (µs of the run): their glow fades over seconds. */
const EVERY = 400_000;

/** The links, faint, and glowing where messages went lately. Painted on one paper, because they change slowly. */
export function linkLayer(scene: Scene): Layer {
  let paper: Paper | undefined;
  let paintedAt = Number.NaN;
  let version = -1;
  return {
    lay({ geometry }) {
      paper?.destroy();
      paper = newPaper(scene, 'links', geometry.width, geometry.height, 0);
      paintedAt = Number.NaN;
    },
    draw(look) {
      const due = !(Math.abs(look.t - paintedAt) < EVERY) || version !== look.board.nodesVersion;
      if (!due || paper === undefined || Math.abs(look.t - paintedAt) < EVERY / 4) return;
      paintedAt = look.t;
      version = look.board.nodesVersion;
      paint(paper, look);
    },
  };
}

function paint(paper: Paper, { board, geometry, t }: Look): void {
  wipe(paper);
  const colour = architectureColour(board.scene.architecture);
  const unit = Math.max(1, geometry.textSize / 24);
  const wires = wiresAt(board, t);
  const strength = strengthFor(wires.length);
  for (const wire of wires) paintWire(paper.pen, wire, geometry.byNode, colour, unit, strength);
  paper.show();
}

interface Strength {
  readonly base: number;
  readonly glow: number;
}

/** The more links, the fainter each: what moves on them is to be seen. */
function strengthFor(links: number): Strength {
  if (links <= 40) return { base: 0.17, glow: 0.5 };
  return links <= 120 ? { base: 0.1, glow: 0.34 } : { base: 0.06, glow: 0.2 };
}

function paintWire(
  pen: Pen,
  wire: Wire,
  places: Look['geometry']['byNode'],
  colour: string,
  unit: number,
  strength: Strength,
): void {
  const [a, b] = [places.get(wire.a), places.get(wire.b)];
  if (a === undefined || b === undefined) return;
  pen.strokeStyle = wire.dead ? faded(VERMILLION, 0.16) : faded(colour, strength.base + wire.glow * strength.glow);
  pen.lineWidth = unit * (1.2 + wire.glow * 1.6);
  pen.setLineDash(wire.dead ? [unit * 6, unit * 8] : []);
  pen.beginPath();
  pen.moveTo(a.x, a.y);
  pen.lineTo(b.x, b.y);
  pen.stroke();
}

import type { Scene } from 'phaser';
import { crossingsAt } from '../../view/board/crossings.ts';
import { type PictureText, textsAt } from '../../view/board/texts.ts';
import { INK, NIGHT } from '../../view/look/colours.ts';
import type { Layer, Look } from '../layer.ts';
import { newPaper, type Paper, wipe } from '../paper.ts';

/** Texts are looked at anew this often (ms): the fastest of them counts seconds. */
const EVERY = 200;

/** Names, running clocks and, in a still picture, how many messages each link carries. One paper, painted when a text changes. */
export function textLayer(scene: Scene): Layer {
  let paper: Paper | undefined;
  let painted = '';
  let lookedAt = Number.NaN;
  return {
    lay({ geometry }) {
      paper?.destroy();
      paper = newPaper(scene, 'texts', geometry.width, geometry.height, 50);
      painted = '';
      lookedAt = Number.NaN;
    },
    draw(look) {
      if (paper === undefined || look.wall - lookedAt < EVERY) return;
      lookedAt = look.wall;
      const texts = [...textsAt(look.board, look.geometry, look.t, look.words), ...(look.still ? counts(look) : [])];
      const key = JSON.stringify(texts);
      if (key === painted) return;
      painted = key;
      paint(paper, texts);
    },
  };
}

function counts({ board, geometry, t }: Look): readonly PictureText[] {
  const { textSize } = geometry;
  return crossingsAt(board, geometry, t).map(({ x, y, count }) => {
    return { x, y: y - textSize * 0.6, text: `${count}`, size: textSize, colour: INK, bold: true };
  });
}

function paint(paper: Paper, texts: readonly PictureText[]): void {
  wipe(paper);
  const { pen } = paper;
  pen.textAlign = 'center';
  pen.textBaseline = 'top';
  pen.lineJoin = 'round';
  for (const { x, y, text, size, colour, bold } of texts) {
    pen.font(size, bold ? 700 : 400);
    pen.strokeStyle = NIGHT;
    pen.lineWidth = size * 0.3;
    pen.strokeText(text, x, y);
    pen.fillStyle = colour;
    pen.fillText(text, x, y);
  }
  paper.show();
}

import type { GameObjects, Scene } from 'phaser';
import type { Place } from '../../view/layout/contract.ts';
import { architectureColour } from '../../view/look/colours.ts';
import { lookOf } from '../../view/look/node-look.ts';
import type { Layer, Look } from '../moment.ts';
import { paintNode, REACH } from '../paint/node.ts';
import { newPaper, type Paper, wipe } from '../paper.ts';

interface Sprite {
  readonly place: Place;
  readonly paper: Paper;
  readonly image: GameObjects.Image;
  painted: string;
}

/** So many nodes are painted anew in one frame at most; the others follow in the next. */
const MOST_PAINTED = 24;

/** The nodes, each on a paper of its own that is painted anew only when the node looks different. */
export function nodeLayer(scene: Scene): Layer {
  let sprites: readonly Sprite[] = [];
  let version = -1;
  let waiting = false;
  return {
    lay(look) {
      for (const { image, paper } of sprites) {
        image.destroy();
        paper.destroy();
      }
      sprites = look.geometry.places.map((place) => newSprite(scene, place, look.board.centre.has(place.node)));
      for (const sprite of sprites) paint(sprite, look);
      version = look.board.nodesVersion;
    },
    draw(look) {
      if (version === look.board.nodesVersion && !waiting) return;
      version = look.board.nodesVersion;
      waiting = paintChanged(sprites, look);
    },
  };
}

function newSprite(scene: Scene, place: Place, central: boolean): Sprite {
  const size = place.r * REACH * 2;
  const paper = newPaper(scene, `node-${place.node}`, size, size);
  const image = scene.add.image(place.x - size / 2, place.y - size / 2, paper.texture);
  return { place, paper, image: image.setOrigin(0).setDepth(central ? 30 : 10), painted: '' };
}

/** @returns whether some are left for the next frame */
function paintChanged(sprites: readonly Sprite[], look: Look): boolean {
  let painted = 0;
  for (const sprite of sprites) {
    if (painted >= MOST_PAINTED) return true;
    if (paint(sprite, look)) painted++;
  }
  return false;
}

function paint(sprite: Sprite, { board, geometry }: Look): boolean {
  const node = board.nodes.get(sprite.place.node);
  if (node === undefined) return false;
  const hub = board.scene.layout === 'star' && board.centre.has(sprite.place.node);
  const look = lookOf(node, hub);
  if (look.key === sprite.painted) return false;
  sprite.painted = look.key;
  wipe(sprite.paper);
  paintNode(sprite.paper.pen, look, {
    r: sprite.place.r,
    accent: architectureColour(board.scene.architecture),
    leastText: geometry.textSize * 0.9,
  });
  sprite.paper.show();
  return true;
}

import type { Reason } from '../../sim/index.ts';
import { hasBit } from './bits.ts';
import { contentOf, type Download } from './download.ts';
import { corrupt } from './piece-content.ts';
import type { Machine } from './settings.ts';

/** A piece on its way; `content` stands for its hash. */
export interface Piece {
  readonly piece: number;
  readonly content: number;
}

/** A piece that will not come, and why. */
export interface NoPiece {
  readonly piece: number;
  readonly reason: Reason;
}

/** A piece that lies here, as it lies here; a poisoner corrupts it on the way out. */
export function outgoing(me: Machine, download: Download, piece: number): Piece {
  if (!hasBit(download.held, piece)) throw new Error(`node ${me.id} sends piece ${piece}, which it has not`);
  const stored = contentOf(download, piece);
  return { piece, content: me.hasTrait('poisoner') ? corrupt(stored) : stored };
}

import type { Json, NodeId } from '../../sim/index.ts';
import { REASONS, type Reason, reasonCode } from '../../sim/index.ts';
import { hasBit } from './bits.ts';
import { corrupt, trueContent } from './content.ts';
import { type Download, isCorrupt } from './download.ts';
import type { Machine } from './machine.ts';

/** Sends a piece that lies here, as it lies here; a poisoner corrupts it on the way out. */
export function sendPiece(machine: Machine, download: Download, to: NodeId, kind: number, piece: number): void {
  const { net, self, settings } = machine;
  if (!hasBit(download.held, piece)) throw new Error(`node ${self} sends piece ${piece}, which it has not`);
  const isBad = isCorrupt(download, piece) || net.hasTrait(self, 'poisoner');
  const content = isBad ? corrupt(trueContent(piece)) : trueContent(piece);
  net.send(self, to, kind, settings.pieceBytes, [piece, content]);
}

/** Body of a piece. */
export function readPiece(body: Json): { readonly piece: number; readonly content: number } {
  const [piece, content] = body as readonly [number, number];
  return { piece, content };
}

/** Body of a refusal. */
export function noBody(piece: number, reason: Reason): Json {
  return [piece, reasonCode(reason)];
}

export function readNo(body: Json): { readonly piece: number; readonly reason: Reason } {
  const [piece, code] = body as readonly [number, number];
  return { piece, reason: REASONS[code] as Reason };
}

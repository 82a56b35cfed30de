import type { Json, NodeId } from '../../sim/index.ts';
import { REASONS, type Reason, reasonCode } from '../../sim/index.ts';
import { hasBit } from './bits.ts';
import { corrupt } from './content.ts';
import { contentOf, type Download } from './download.ts';
import type { Machine } from './machine.ts';

/** Sends a piece that lies here, as it lies here; a poisoner corrupts it on the way out. */
export function sendPiece(machine: Machine, download: Download, to: NodeId, kind: number, piece: number): void {
  const { net, self, settings } = machine;
  if (!hasBit(download.held, piece)) throw new Error(`node ${self} sends piece ${piece}, which it has not`);
  const stored = contentOf(download, piece);
  const content = net.hasTrait(self, 'poisoner') ? corrupt(stored) : stored;
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

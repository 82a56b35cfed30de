import { type NodeId, seconds } from '../../../sim/index.ts';
import { addBit, hasBit } from '../bits.ts';
import { isTrue } from '../content.ts';
import type { Machine } from '../machine.ts';
import { wantedPieces } from '../settings.ts';
import { KIND, type SourceState } from './state.ts';

const SERVER = 0 as NodeId;
/** How often a mirror says that it is there, and asks again for what did not come. */
export const MIRROR_PERIOD = seconds(3);

/** Copies what is missing over the server's uplink, a window of pieces at a time. */
export function copyOn(machine: Machine, mirror: SourceState): void {
  const { net, settings } = machine;
  const { held } = mirror.download;
  const wanted = wantedPieces(settings, net.load);
  for (let piece = 0; piece < wanted && mirror.copying.length < settings.window; piece++) {
    if (hasBit(held, piece) || mirror.copying.includes(piece)) continue;
    mirror.copying.push(piece);
    net.send(machine.self, SERVER, KIND.request, settings.requestBytes, piece);
  }
  if (mirror.copying.length === 0) sayReady(machine);
}

/** A piece of the copy is here. A corrupt one that is found out is asked for again at the next period. */
export function copied(machine: Machine, mirror: SourceState, piece: number, content: number): void {
  const { net, self, settings } = machine;
  const { download } = mirror;
  if (hasBit(download.held, piece)) return;
  mirror.copiedAt = net.now;
  if (settings.hashCheck && !isTrue(piece, content)) {
    net.fact('corrupt-rejected', self, SERVER, piece);
    return;
  }
  mirror.copying.splice(mirror.copying.indexOf(piece), 1);
  addBit(download.held, piece);
  if (!isTrue(piece, content)) download.corrupt.push(piece);
  if (piece < settings.pieces) download.count++;
  net.fact('stored', self, SERVER, piece);
  copyOn(machine, mirror);
}

/** The server may have been away: whatever did not come is asked for once more. */
export function mirrorTick(machine: Machine, mirror: SourceState): void {
  const { net, self } = machine;
  net.after(self, MIRROR_PERIOD, 0);
  if (mirror.copying.length > 0 && net.now - mirror.copiedAt < MIRROR_PERIOD) return;
  mirror.copying.length = 0;
  copyOn(machine, mirror);
}

function sayReady({ net, self, settings }: Machine): void {
  net.send(self, SERVER, KIND.ready, settings.controlBytes, null);
}

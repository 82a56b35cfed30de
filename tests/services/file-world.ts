import { hasBit } from '../../shared/services/file/bits.ts';
import type { ClientState, SourceState } from '../../shared/services/file/client-server/terms.ts';
import { contentOf } from '../../shared/services/file/download.ts';
import { file } from '../../shared/services/file/index.ts';
import type { PeerState } from '../../shared/services/file/peer-to-peer/terms.ts';
import type { Architecture, Params, StressUse } from '../../shared/sim/index.ts';
import { World } from './world.ts';

export interface Setting {
  readonly nodes?: number;
  readonly seed?: number;
  readonly params?: Params;
  readonly stresses?: readonly StressUse[];
  readonly bot?: number;
}

/** Autopilots that practically never act: only the test does. */
export const BY_HAND = 100_000;

export function fileWorld(architecture: Architecture, setting: Setting = {}): World {
  return new World({ service: file, architecture, ...setting });
}

export const clientOf = (world: World, node: number): ClientState => world.state<ClientState>(node);
export const sourceOf = (world: World, node = 0): SourceState => world.state<SourceState>(node);
export const peerOf = (world: World, node: number): PeerState => world.state<PeerState>(node);

/** The pieces that lie at a machine. */
export function piecesAt(world: World, node: number): number[] {
  return pieceNumbers(world.state<PeerState>(node).download.held);
}

export function pieceNumbers(held: readonly number[]): number[] {
  return Array.from({ length: held.length * 32 }, (_, piece) => piece).filter((piece) => hasBit([...held], piece));
}

/** Is what lies at this machine as piece `piece` corrupt? */
export function isBad(world: World, node: number, piece: number): boolean {
  return contentOf(world.state<PeerState>(node).download, piece) % 2 === 1;
}

/** Machines that have said that they are done. */
export function doneNodes(world: World): number[] {
  return [...new Set(world.facts('done').map(({ node }) => node))].sort((a, b) => a - b);
}

/** When the last of them was, in seconds. */
export function lastDone(world: World): number {
  return Math.max(...world.facts('done').map(({ time }) => time)) / 1e6;
}

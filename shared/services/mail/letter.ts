import type { NodeId } from '../../sim/index.ts';
import type { Settings } from './settings.ts';

/** A letter on its way: plain data, never changed once written. */
export interface Letter {
  readonly id: number;
  readonly from: NodeId;
  /** -1: to everybody. */
  readonly to: NodeId | -1;
  readonly written: number;
  readonly sealed: boolean;
  /** What somebody on the way made of it, if not what was written. */
  readonly corrupt: boolean;
  readonly junk: boolean;
}

const LETTERS_PER_MACHINE = 100_000;

export function letterId(writer: NodeId, number: number): number {
  return writer * LETTERS_PER_MACHINE + number;
}

export function bytesOf({ letterBytes, sealBytes }: Settings, { sealed }: Letter): number {
  return letterBytes + (sealed ? sealBytes : 0);
}

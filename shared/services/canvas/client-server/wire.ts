import type { NodeId, Refusal } from '../../../sim/index.ts';

/** The messages of the client-server canvas, by their index. */
export const Kind = { join: 0, snapshot: 1, edit: 2, applied: 3, refused: 4 } as const;
export const SERVER = 0 as NodeId;
/** The canvas is locked by quarters. */
export const REGIONS = 4;

/** A tile as the server has it: its colour, how often it was painted, by whom last, and the colour before (-1: bare). */
export interface Tile {
  readonly colour: number;
  readonly version: number;
  readonly author: number;
  readonly before: number;
}

/** A client's edit: painted on the version it has seen; `number` is the author's own. */
export interface Edit {
  readonly cell: number;
  readonly colour: number;
  readonly version: number;
  readonly number: number;
}

/** A tile that changed. `author` and `number` name the edit that did it. */
export interface Applied {
  readonly cell: number;
  readonly tile: Tile;
  readonly author: number;
  readonly number: number;
}

/** An edit that was not applied, with the tile as it is now. */
export interface NotApplied {
  readonly cell: number;
  readonly number: number;
  readonly why: 'locked' | 'outdated';
  readonly tile: Tile | null;
}

export function regionOf(cell: number, cells: number): number {
  return Math.min(REGIONS - 1, Math.floor((cell * REGIONS) / cells));
}

export function wrongRole(): Refusal {
  return { code: 'wrong-role', said: { key: 'canvas.refusal.wrong-role' } };
}

import type { NodeId, Said } from '../../../sim/index.ts';
import { kindFor, type SideOf, timer, whole } from '../../kit/index.ts';
import type { Settings } from '../settings.ts';
import type { Wish, Wishes } from '../wishes.ts';

export const SERVER = 0 as NodeId;
/** The canvas is locked by quarters. */
export const REGIONS = 4;

/** A tile as the server has it: its colour, how often it was painted, by whom last, and the colour before (-1: bare). */
export interface Tile {
  readonly colour: number;
  readonly version: number;
  readonly author: NodeId;
  readonly before: number;
}
export type Tiles = { readonly [cell: string]: Tile };

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
  readonly author: NodeId;
  readonly number: number;
}

/** An edit that was not applied, with the tile as it is now. */
export interface NotApplied {
  readonly cell: number;
  readonly number: number;
  readonly why: 'locked' | 'outdated';
  readonly tile: Tile | null;
}

const kind = kindFor<Settings>();

export const TABLES = {
  service: 'canvas',
  kinds: {
    join: kind('control', 'dot', 'ink', ({ controlBytes }) => controlBytes),
    snapshot: kind<Tiles>(
      'control',
      'disc',
      'sky',
      ({ controlBytes }, tiles) => controlBytes * Math.max(1, Object.keys(tiles).length),
    ),
    edit: kind<Edit>('request', 'square', 'amber', ({ editBytes }) => editBytes),
    applied: kind<Applied>('useful', 'square', 'sky', ({ editBytes }) => editBytes),
    refused: kind<NotApplied>('control', 'ring', 'vermillion', ({ controlBytes }) => controlBytes),
  },
  /** `timeout` and `retry` are set with the number of their wish. */
  timers: { wish: timer(), timeout: timer<number>(), retry: timer<number>() },
  verbs: {
    paint: { wish: whole },
    lock: { region: whole },
    unlock: { region: whole },
    undo: { cell: whole },
    snapshot: {},
  },
} as const;

/** An edit that waits for the server's word. */
export interface Sent {
  readonly wish: Wish;
  tries: number;
}

export interface ClientState {
  readonly wishes: Wishes;
  tiles: Record<string, Tile>;
  readonly sent: Sent[];
  serverSilent: boolean;
  recent: readonly Said[];
}

export interface ServerState {
  tiles: Record<string, Tile>;
  onDisk: Tiles;
  readonly clients: NodeId[];
  readonly locked: number[];
  /** Edits since the last snapshot: what a crash would cost. */
  unsaved: number;
  /** Writing keeps the server until then, and the next edit has yet to wait for that. */
  busyUntil: number;
  kept: boolean;
  savedAt: number;
  /** Each author's last edits that were painted, so that one sent twice is painted once. */
  painted: Record<string, readonly number[]>;
  readonly latest: { readonly cell: number; readonly author: NodeId }[];
  recent: readonly Said[];
}

export type ClientSide = SideOf<typeof TABLES, Settings, ClientState>;
export type ServerSide = SideOf<typeof TABLES, Settings, ServerState>;

export function regionOf(cell: number, cells: number): number {
  return Math.min(REGIONS - 1, Math.floor((cell * REGIONS) / cells));
}

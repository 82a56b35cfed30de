import {
  type Action,
  type Job,
  type Json,
  type Message,
  type Micros,
  type Net,
  type NodeId,
  type Refusal,
  type Said,
  seconds,
} from '../../../sim/index.ts';
import { remember } from '../../naming.ts';
import { canvasParams } from '../params.ts';
import { type Applied, type Edit, Kind, type NotApplied, REGIONS, regionOf, type Tile, wrongRole } from './wire.ts';

/** Writing the whole canvas to disk keeps the server from applying edits for so long. */
const SNAPSHOT_PAUSE = seconds(0.5);
/** The autopilot is slower than a person: it saves so seldom. */
const PILOT_SAVES = seconds(30);
const LATEST = 5;
/** A client never has more edits under way than this. */
const REMEMBERED = 8;

export interface ServerState {
  readonly type: 'server';
  tiles: Record<string, Tile>;
  onDisk: Record<string, Tile>;
  readonly clients: number[];
  readonly locked: number[];
  /** Edits since the last snapshot: what a crash would cost. */
  unsaved: number;
  /** Writing keeps the server until then, and the next edit has yet to wait for that. */
  busyUntil: number;
  kept: boolean;
  savedAt: number;
  /** Each author's last edits that were painted, so that one sent twice is painted once. */
  painted: Record<string, number[]>;
  readonly latest: { readonly cell: number; readonly author: number }[];
  recent: readonly Said[];
}

export function newServer(): ServerState {
  return {
    type: 'server',
    tiles: {},
    onDisk: {},
    clients: [],
    locked: [],
    unsaved: 0,
    busyUntil: 0,
    kept: false,
    savedAt: 0,
    painted: {},
    latest: [],
    recent: [],
  };
}

export function serverMessage(net: Net, self: NodeId, state: ServerState, message: Message): void {
  if (!state.clients.includes(message.from)) state.clients.push(message.from);
  if (message.kind === Kind.join) {
    const { controlBytes } = canvasParams(net.plan.params);
    const bytes = controlBytes * Math.max(1, Object.keys(state.tiles).length);
    net.send(self, message.from, Kind.snapshot, bytes, { ...state.tiles } as unknown as Json);
    return;
  }
  // Those behind it wait in the queue: the pause is one, however many come in it.
  const pause = state.kept ? Math.max(0, state.busyUntil - net.now) : 0;
  state.kept = false;
  net.enqueue(self, message, pause as Micros);
}

export function applyEdit(net: Net, self: NodeId, state: ServerState, { message }: Job): void {
  const { cell, colour, version, number } = message.body as unknown as Edit;
  const { cells, editBytes, controlBytes } = canvasParams(net.plan.params);
  const tile = state.tiles[cell];
  if (tile !== undefined && state.painted[message.from]?.includes(number)) {
    const again: Applied = { cell, tile, author: message.from, number };
    net.send(self, message.from, Kind.applied, editBytes, again as unknown as Json);
    return;
  }
  const locked = state.locked.includes(regionOf(cell, cells));
  const outdated = tile !== undefined && tile.version !== version && tile.author !== message.from;
  net.fact('decided', self, message.from, cell, locked || outdated ? 0 : 1);
  if (locked || outdated) {
    const why = locked ? 'locked' : 'outdated';
    const news: NotApplied = { number, cell, why, tile: tile ?? null };
    net.send(self, message.from, Kind.refused, controlBytes, news as unknown as Json);
    return;
  }
  state.painted[message.from] = [number, ...(state.painted[message.from] ?? [])].slice(0, REMEMBERED);
  const next: Tile = { colour, version: (tile?.version ?? 0) + 1, author: message.from, before: tile?.colour ?? -1 };
  publish(net, self, state, { cell, tile: next, author: message.from, number }, editBytes);
}

/** Puts a tile in place and tells every client. */
function publish(net: Net, self: NodeId, state: ServerState, news: Applied, bytes: number): void {
  state.tiles[news.cell] = news.tile;
  state.unsaved++;
  state.latest.unshift({ cell: news.cell, author: news.tile.author });
  state.latest.length = Math.min(state.latest.length, LATEST);
  for (const client of state.clients) {
    net.send(self, client as NodeId, Kind.applied, bytes, news as unknown as Json);
  }
}

export function serverAction(net: Net, self: NodeId, state: ServerState, action: Action): Refusal | undefined {
  switch (action.type) {
    case 'lock':
    case 'unlock':
      return setLock(net, self, state, Number(action.region), action.type === 'lock');
    case 'undo':
      return undo(net, self, state, Number(action.cell));
    case 'snapshot':
      if (state.unsaved === 0) return { code: 'nothing-new', said: { key: 'canvas.refusal.nothing-new' } };
      state.onDisk = { ...state.tiles };
      state.unsaved = 0;
      state.busyUntil = Math.max(state.busyUntil, net.now) + SNAPSHOT_PAUSE;
      state.kept = true;
      state.savedAt = net.now;
      remember(state, { key: 'canvas.happened.snapshot' });
      return undefined;
    default:
      return wrongRole();
  }
}

function setLock(net: Net, self: NodeId, state: ServerState, region: number, on: boolean): Refusal | undefined {
  if (!Number.isInteger(region) || region < 0 || region >= REGIONS) {
    return { code: 'unknown-region', said: { key: 'canvas.refusal.unknown-region', args: { most: REGIONS - 1 } } };
  }
  const index = state.locked.indexOf(region);
  if (index >= 0 === on) return { code: 'already', said: { key: 'canvas.refusal.already' } };
  if (on) state.locked.push(region);
  else state.locked.splice(index, 1);
  net.fact('rule-made', self, -1, region, on ? 1 : 0);
  net.fact('rule-kept', self, -1, region, on ? 1 : 0);
  return undefined;
}

function undo(net: Net, self: NodeId, state: ServerState, cell: number): Refusal | undefined {
  const tile = state.tiles[cell];
  if (tile === undefined || tile.before < 0)
    return { code: 'nothing-to-undo', said: { key: 'canvas.refusal.nothing-to-undo' } };
  net.fact('lost-write', self, tile.author as NodeId, cell);
  const { editBytes } = canvasParams(net.plan.params);
  const back: Tile = { colour: tile.before, version: tile.version + 1, author: self, before: -1 };
  publish(net, self, state, { cell, tile: back, author: self, number: 0 }, editBytes);
  return undefined;
}

/** What the autopilot does: it saves now and then what is worth a pause. */
export function serverAutopilot(net: Net, { unsaved, savedAt }: ServerState): Action | undefined {
  const worthIt = Math.max(1, Math.floor(net.plan.nodes / 2));
  return unsaved >= worthIt && net.now - savedAt >= PILOT_SAVES ? { type: 'snapshot' } : undefined;
}

/** The disk is gone, and with it all that only the server had. */
export function loseDisk(net: Net, self: NodeId, state: ServerState): void {
  state.onDisk = {};
  loseUnsaved(net, self, state);
  remember(state, { key: 'canvas.happened.disk-lost' });
}

/** What was only in memory is gone: each such edit is a write that was confirmed and lost. */
export function loseUnsaved(net: Net, self: NodeId, state: ServerState): void {
  for (const [cell, tile] of Object.entries(state.tiles)) {
    const kept = state.onDisk[cell]?.version ?? 0;
    if (tile.version > kept) net.fact('lost-write', self, tile.author as NodeId, Number(cell), tile.version - kept);
  }
  state.tiles = { ...state.onDisk };
  state.painted = {};
  state.unsaved = 0;
  state.clients.length = 0;
}

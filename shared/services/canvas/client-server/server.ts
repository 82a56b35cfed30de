import { type Action, type Message, type Micros, type NodeId, type Refusal, seconds } from '../../../sim/index.ts';
import type { ActionRule, Me, Role, Sight } from '../../kit/index.ts';
import { no, remember } from '../texts.ts';
import { serverView } from './server-view.ts';
import { type Applied, type Edit, REGIONS, regionOf, type ServerSide, type Tile } from './terms.ts';

type Server = Me<ServerSide>;

/** Writing the whole canvas to disk keeps the server from applying edits for so long. */
const SNAPSHOT_PAUSE = seconds(0.5);
/** The autopilot is slower than a person: it saves so seldom. */
const PILOT_SAVES = seconds(30);
const LATEST = 5;
/** A client never has more edits under way than this. */
const REMEMBERED = 8;

/** Orders all edits. One that was made on an outdated tile is refused, so that none is overwritten unseen. */
export const server: Role<ServerSide> = {
  init: () => ({
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
  }),
  up: ({ state }) => remember(state, 'restarted'),
  down: loseUnsaved,
  trait(me, trait, on) {
    if (trait === 'disk-lost' && on) loseDisk(me);
  },
  on: {
    join(me, from) {
      welcome(me, from);
      me.send.snapshot(from, { ...me.state.tiles });
    },
    edit(me, from, _edit, message) {
      welcome(me, from);
      queue(me, message);
    },
  },
  served: { edit: applyEdit },
  actions: {
    lock: setLock(true),
    unlock: setLock(false),
    undo: {
      whyNot: ({ state }, { cell }) => ((state.tiles[cell]?.before ?? -1) < 0 ? no('nothing-to-undo') : undefined),
      do: undo,
    },
    snapshot: {
      whyNot: ({ state }) => (state.unsaved === 0 ? no('nothing-new') : undefined),
      do: save,
    },
  },
  autopilot: saveSeldom,
  view: serverView,
  picture: ({ queue }) => ({ progress: null, queue: queue.length }),
};

function welcome({ state }: Server, client: NodeId): void {
  if (!state.clients.includes(client)) state.clients.push(client);
}

/** Those behind it wait in the queue: the pause is one, however many come in it. */
function queue(me: Server, message: Message): void {
  const { state } = me;
  const pause = state.kept ? Math.max(0, state.busyUntil - me.now) : 0;
  state.kept = false;
  me.enqueue(message, pause as Micros);
}

function applyEdit(me: Server, author: NodeId, { cell, colour, version, number }: Edit): void {
  const { state, settings } = me;
  const tile = state.tiles[cell];
  if (tile !== undefined && state.painted[author]?.includes(number)) {
    me.send.applied(author, { cell, tile, author, number });
    return;
  }
  const locked = state.locked.includes(regionOf(cell, settings.cells));
  const outdated = tile !== undefined && tile.version !== version && tile.author !== author;
  me.fact('decided', author, cell, locked || outdated ? 0 : 1);
  if (locked || outdated) {
    me.send.refused(author, { number, cell, why: locked ? 'locked' : 'outdated', tile: tile ?? null });
    return;
  }
  state.painted[author] = [number, ...(state.painted[author] ?? [])].slice(0, REMEMBERED);
  const next: Tile = { colour, version: (tile?.version ?? 0) + 1, author, before: tile?.colour ?? -1 };
  publish(me, { cell, tile: next, author, number });
}

/** Puts a tile in place and tells every client. */
function publish(me: Server, news: Applied): void {
  const { state } = me;
  state.tiles[news.cell] = news.tile;
  state.unsaved++;
  state.latest.unshift({ cell: news.cell, author: news.tile.author });
  state.latest.length = Math.min(state.latest.length, LATEST);
  for (const client of state.clients) me.send.applied(client, news);
}

function setLock(on: boolean): ActionRule<ServerSide, 'lock' | 'unlock'> {
  return {
    whyNot({ state }, { region }): Refusal | undefined {
      if (region >= REGIONS) return no('unknown-region', { most: REGIONS - 1 });
      return state.locked.includes(region) === on ? no('already') : undefined;
    },
    do(me, { region }) {
      const { locked } = me.state;
      if (on) locked.push(region);
      else locked.splice(locked.indexOf(region), 1);
      me.fact('rule-made', -1, region, on ? 1 : 0);
      me.fact('rule-kept', -1, region, on ? 1 : 0);
    },
  };
}

function undo(me: Server, { cell }: { readonly cell: number }): void {
  const tile = me.state.tiles[cell];
  if (tile === undefined) throw new Error(`nothing is painted on tile ${cell}`);
  me.fact('lost-write', tile.author, cell);
  const back: Tile = { colour: tile.before, version: tile.version + 1, author: me.id, before: -1 };
  publish(me, { cell, tile: back, author: me.id, number: 0 });
}

function save(me: Server): void {
  const { state } = me;
  state.onDisk = { ...state.tiles };
  state.unsaved = 0;
  state.busyUntil = Math.max(state.busyUntil, me.now) + SNAPSHOT_PAUSE;
  state.kept = true;
  state.savedAt = me.now;
  remember(state, 'snapshot');
}

/** What the autopilot does: it saves now and then what is worth a pause. */
function saveSeldom({ state, people, now }: Sight<ServerSide>): Action | undefined {
  const worthIt = Math.max(1, Math.floor(people / 2));
  return state.unsaved >= worthIt && now - state.savedAt >= PILOT_SAVES ? { type: 'snapshot' } : undefined;
}

/** The disk is gone, and with it all that only the server had. */
function loseDisk(me: Server): void {
  me.state.onDisk = {};
  loseUnsaved(me);
  remember(me.state, 'disk-lost');
}

/** What was only in memory is gone: each such edit is a write that was confirmed and lost. */
function loseUnsaved(me: Server): void {
  const { state } = me;
  for (const [cell, tile] of Object.entries(state.tiles)) {
    const kept = state.onDisk[cell]?.version ?? 0;
    if (tile.version > kept) me.fact('lost-write', tile.author, Number(cell), tile.version - kept);
  }
  state.tiles = { ...state.onDisk };
  state.painted = {};
  state.unsaved = 0;
  state.clients.length = 0;
}

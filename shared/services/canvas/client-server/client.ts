import { type Micros, type NodeId, seconds } from '../../../sim/index.ts';
import type { Me, Role } from '../../kit/index.ts';
import { no, remember } from '../texts.ts';
import { findWish, makeWish, nextWishIn, noWishes, progressOf, saved, takeWish } from '../wishes.ts';
import { clientView } from './client-view.ts';
import { type Applied, type ClientSide, type NotApplied, SERVER, type Sent, type Tiles } from './terms.ts';

type Client = Me<ClientSide>;

const RETRY_AFTER = seconds(1);

/** Paints on the version that it has seen, and waits for the server's word. */
export const client: Role<ClientSide> = {
  init: () => ({ wishes: noWishes(), tiles: {}, sent: [], serverSilent: false, recent: [] }),
  start: connect,
  up(me) {
    connect(me);
    for (const sent of me.state.sent) sendEdit(me, sent);
  },
  on: {
    snapshot: heard(takeSnapshot),
    applied: heard(applied),
    refused: heard(notApplied),
  },
  timers: {
    wish(me) {
      if (makeWish(me)) me.after.wish(nextWishIn(me));
    },
    timeout: serverIsSilent,
    retry(me, number) {
      const sent = sentOf(me, number);
      if (sent !== undefined) sendEdit(me, sent);
    },
  },
  actions: {
    paint: {
      whyNot: ({ state }, { wish }) => (findWish(state.wishes, wish) === undefined ? no('no-wish') : undefined),
      do(me, { wish }) {
        const sent: Sent = { wish: takeWish(me.state.wishes, wish), tries: 0 };
        me.state.sent.push(sent);
        sendEdit(me, sent);
      },
    },
  },
  autopilot({ state }) {
    const [wish] = state.wishes.open;
    return wish && { type: 'paint', wish: wish.number };
  },
  view: clientView,
  picture: (me) => ({ progress: progressOf(me), queue: me.state.wishes.open.length }),
};

function connect(me: Client): void {
  me.send.join(SERVER);
  me.after.wish(nextWishIn(me));
}

/** The server speaks again after a silence: it may have lost edits, so the whole picture is asked for. */
function heard<Body>(handle: (me: Client, body: Body) => void) {
  return (me: Client, _from: NodeId, body: Body): void => {
    if (me.state.serverSilent) {
      me.state.serverSilent = false;
      me.send.join(SERVER);
    }
    handle(me, body);
  };
}

function takeSnapshot(me: Client, tiles: Tiles): void {
  me.state.tiles = { ...tiles };
}

function applied(me: Client, { cell, tile, author, number }: Applied): void {
  me.state.tiles[cell] = tile;
  const sent = author === me.id ? takeSent(me, number) : undefined;
  if (sent === undefined) return;
  saved(me, sent.wish, SERVER);
  remember(me.state, 'saved', { cell });
}

/** A newer tile than I had seen: painted again on top of what is there now. A locked region: tried again later. */
function notApplied(me: Client, { cell, number, why, tile }: NotApplied): void {
  if (tile !== null) me.state.tiles[cell] = tile;
  remember(me.state, why, { cell });
  const sent = takeSent(me, number);
  if (sent === undefined) return;
  me.state.wishes.open.unshift(sent.wish);
  me.fact('defence', SERVER, number, me.settings.editBytes);
}

function serverIsSilent(me: Client, number: number): void {
  const sent = sentOf(me, number);
  if (sent === undefined) return;
  me.state.serverSilent = true;
  remember(me.state, 'timeout', { cell: sent.wish.cell });
  me.after.retry((RETRY_AFTER * Math.min(8, sent.tries)) as Micros, number);
}

function sendEdit(me: Client, sent: Sent): void {
  const { cell, colour, number } = sent.wish;
  sent.tries++;
  me.send.edit(SERVER, { cell, colour, number, version: me.state.tiles[cell]?.version ?? 0 });
  me.after.timeout(me.settings.timeout, number);
}

function sentOf({ state }: Client, number: number): Sent | undefined {
  return state.sent.find(({ wish }) => wish.number === number);
}

function takeSent({ state }: Client, number: number): Sent | undefined {
  const index = state.sent.findIndex(({ wish }) => wish.number === number);
  return index < 0 ? undefined : state.sent.splice(index, 1)[0];
}

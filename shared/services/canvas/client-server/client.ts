import {
  type Action,
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
import { makeWish, nextWishIn, noWishes, saved, takeWish, type Wish, type Wishes } from '../wishes.ts';
import { type Applied, Kind, type NotApplied, SERVER, type Tile, wrongRole } from './wire.ts';

const Timer = { wish: 0, timeout: 1, retry: 2 } as const;
const RETRY_AFTER = seconds(1);

/** An edit that waits for the server's word. */
export interface Sent {
  readonly wish: Wish;
  tries: number;
}

export interface ClientState {
  readonly type: 'client';
  readonly wishes: Wishes;
  tiles: Record<string, Tile>;
  readonly sent: Sent[];
  serverSilent: boolean;
  recent: readonly Said[];
}

export function newClient(): ClientState {
  return { type: 'client', wishes: noWishes(), tiles: {}, sent: [], serverSilent: false, recent: [] };
}

export function connect(net: Net, self: NodeId): void {
  net.send(self, SERVER, Kind.join, canvasParams(net.plan.params).controlBytes, null);
  net.after(self, nextWishIn(net, self), Timer.wish);
}

/** Back after a fall: what was under way is sent again. */
export function reconnect(net: Net, self: NodeId, state: ClientState): void {
  connect(net, self);
  for (const sent of state.sent) sendEdit(net, self, state, sent);
}

export function clientMessage(net: Net, self: NodeId, state: ClientState, message: Message): void {
  if (state.serverSilent) connectAgain(net, self, state);
  switch (message.kind) {
    case Kind.snapshot:
      state.tiles = { ...(message.body as unknown as Record<string, Tile>) };
      return;
    case Kind.applied:
      return applied(net, self, state, message.body as unknown as Applied);
    default:
      return notApplied(net, self, state, message.body as unknown as NotApplied);
  }
}

/** The server speaks again: it may have lost edits, so the whole picture is asked for. */
function connectAgain(net: Net, self: NodeId, state: ClientState): void {
  state.serverSilent = false;
  net.send(self, SERVER, Kind.join, canvasParams(net.plan.params).controlBytes, null);
}

function applied(net: Net, self: NodeId, state: ClientState, news: Applied): void {
  state.tiles[news.cell] = news.tile;
  if (news.author !== self) return;
  const index = state.sent.findIndex(({ wish }) => wish.number === news.number);
  const [sent] = index < 0 ? [] : state.sent.splice(index, 1);
  if (sent === undefined) return;
  saved(net, self, state.wishes, sent.wish, SERVER);
  remember(state, { key: 'canvas.happened.saved', args: { cell: news.cell } });
}

/** A newer tile than I had seen: painted again on top of what is there now. A locked region: tried again later. */
function notApplied(net: Net, self: NodeId, state: ClientState, news: NotApplied): void {
  if (news.tile !== null) state.tiles[news.cell] = news.tile;
  remember(state, { key: `canvas.happened.${news.why}`, args: { cell: news.cell } });
  const index = state.sent.findIndex(({ wish }) => wish.number === news.number);
  const [sent] = index < 0 ? [] : state.sent.splice(index, 1);
  if (sent === undefined) return;
  state.wishes.open.unshift(sent.wish);
  net.fact('defence', self, SERVER, news.number, canvasParams(net.plan.params).editBytes);
}

export function clientTimer(net: Net, self: NodeId, state: ClientState, timer: number, arg: Json): void {
  if (timer === Timer.wish) {
    makeWish(net, self, state.wishes);
    if (state.wishes.made < canvasParams(net.plan.params).strokes) net.after(self, nextWishIn(net, self), Timer.wish);
    return;
  }
  const sent = state.sent.find(({ wish }) => wish.number === arg);
  if (sent === undefined) return;
  if (timer === Timer.timeout) {
    state.serverSilent = true;
    remember(state, { key: 'canvas.happened.timeout', args: { cell: sent.wish.cell } });
    net.after(self, (RETRY_AFTER * Math.min(8, sent.tries)) as Micros, Timer.retry, arg);
    return;
  }
  sendEdit(net, self, state, sent);
}

function sendEdit(net: Net, self: NodeId, state: ClientState, sent: Sent): void {
  const { editBytes, timeout } = canvasParams(net.plan.params);
  const { cell, colour, number } = sent.wish;
  sent.tries++;
  net.send(self, SERVER, Kind.edit, editBytes, { cell, colour, number, version: state.tiles[cell]?.version ?? 0 });
  net.after(self, seconds(timeout), Timer.timeout, number);
}

export function clientAction(net: Net, self: NodeId, state: ClientState, action: Action): Refusal | undefined {
  if (action.type !== 'paint') return wrongRole();
  const wish = takeWish(state.wishes, action.wish);
  if (wish === undefined) return { code: 'no-wish', said: { key: 'canvas.refusal.no-wish' } };
  const sent: Sent = { wish, tries: 0 };
  state.sent.push(sent);
  sendEdit(net, self, state, sent);
  return undefined;
}

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { matchMaker } from '@colyseus/core';
import { WebSocketClient } from '@colyseus/ws-transport';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { BoundedSocket, MOST_WAITING } from '../../server/colyseus/bounded-socket.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import { deafBoards } from '../support/hostile.ts';
import { startTestApp, type TestApp } from './support/app.ts';
import { openDesk, Page } from './support/page.ts';
import { openRaw } from './support/raw.ts';

const CHUNK = 64 * 1_024;
/** More than the system's own buffers hold between two sockets of one machine. */
const CHUNKS = 1_000;

describe('A WebSocket of this server', () => {
  let server: WebSocketServer;
  let here: WebSocket;
  let reader: WebSocket;

  beforeEach(async () => {
    server = new WebSocketServer({ port: 0, host: '127.0.0.1', WebSocket: BoundedSocket });
    await once(server, 'listening');
    reader = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    reader.on('error', () => undefined);
    [here] = (await once(server, 'connection')) as [WebSocket];
    await once(reader, 'open');
  });
  afterEach(() => {
    reader.terminate();
    server.close();
  });

  test('keeps no more for a reader that takes nothing in than its bound, closes, and says why to who reads on', async () => {
    reader.pause();
    for (let sent = 0; sent < CHUNKS; sent++) here.send(Buffer.alloc(CHUNK));
    expect(here.readyState).toBe(WebSocket.CLOSING);
    expect(here.bufferedAmount).toBeLessThan(CHUNKS * CHUNK);
    reader.resume();
    expect(await once(reader, 'close')).toEqual([CLOSE.behind, expect.anything()]);
  });

  test('lets a slow reader read what was sent, though the sender writes into the same memory again', async () => {
    const heard: number[] = [];
    reader.on('message', (bytes: Buffer) => heard.push(bytes.at(-1) ?? -1));
    reader.pause();
    const memory = new Uint8Array(CHUNK);
    let sent = 0;
    for (; sent < 200 && here.bufferedAmount < MOST_WAITING / 2; sent++) here.send(memory.fill(sent));
    expect(here.bufferedAmount).toBeGreaterThan(0);
    reader.resume();
    while (heard.length < sent) await once(reader, 'message');
    expect(heard).toEqual(Array.from({ length: sent }, (_, number) => number));
  });

  test.each(['ping', 'pong'] as const)('ends with who sends one %s after the other', async (kind) => {
    for (let times = 0; times < 200; times++) reader[kind]();
    await once(here, 'close');
  });
});

describe('A board that joins with the code alone', () => {
  let game: TestApp;
  let code = '';
  let desk: Page;

  beforeAll(async () => {
    game = await startTestApp();
  });
  afterAll(() => game.close());
  beforeEach(async () => {
    ({ code, desk } = await openDesk(game.url));
    await desk.skipTo('play');
  });

  /** Messages that the server keeps for connections that have not acknowledged yet. */
  const kept = () => {
    const clients = [...(matchMaker.getLocalRoomById(code)?.clients ?? [])];
    return clients.reduce((sum, client) => sum + (client instanceof WebSocketClient ? waitingIn(client) : 0), 0);
  };
  const waitingIn = (client: WebSocketClient): number => (client._enqueuedMessages ?? []).length;

  test('and never acknowledges it is kept nothing for, however often it says hello, and is let go', async () => {
    const boards = await deafBoards(game.url, code, 23, 'silent');
    for (let times = 0; times < 20; times++) boards.hello();
    const frames = desk.frames.length;
    await desk.until(() => desk.frames.length > frames + 5);
    expect(kept()).toBe(0);
    game.clock.skip(21_000);
    expect(new Set(await boards.closed)).toEqual(new Set([CLOSE.behind]));
    expect(await Page.open(game.url, code, { kind: 'board' })).toBeInstanceOf(Page);
    expect(desk.closed).toBeUndefined();
  });

  test('and acknowledges it, but never says hello, gives its place back too', async () => {
    const board = await openRaw(game.url, code, { kind: 'board' });
    game.clock.skip(21_000);
    expect(await board.closed).toBe(CLOSE.behind);
  });

  test('and says hello again and again is answered as often as a page could need', async () => {
    const board = await Page.open(game.url, code, { kind: 'board' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => board.room.request('hello')));
    const codes = answers.map((answer) => (answer as { refusal?: { code: string } }).refusal?.code ?? 'ok');
    expect(codes.filter((said) => said === 'ok')).toHaveLength(1);
    expect(codes.filter((said) => said === 'too-fast')).toHaveLength(9);
    game.clock.skip(60_000);
    expect(await board.room.request('hello')).toEqual({ ok: true });
    await board.leave();
  });
});

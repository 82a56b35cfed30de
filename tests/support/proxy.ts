import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { isUpgrade, requestHeads } from './request-heads.ts';

/**
 * What a proxy does with what passes it, and with what stands in it already.
 * - `pass`: nothing but pass it on.
 * - `refuse-upgrades`: WebSockets are answered with 403, as by a school's filter; requests pass.
 * - `hold-upgrades`: requests for WebSockets are kept and not answered; requests pass.
 * - `hold`: nothing passes, in either direction.
 * - `blackhole`: everything is lost, and nobody is told that anybody closed.
 * - `down`: what stands breaks off and nothing new opens, as on a device whose network is gone.
 * What is held passes as soon as the mode allows it, late and in its order, also what its client has given up meanwhile.
 */
export type ProxyMode = 'pass' | 'refuse-upgrades' | 'hold-upgrades' | 'hold' | 'blackhole' | 'down';

/** Something between browsers and a server that misbehaves as told. */
export interface TestProxy {
  readonly url: string;
  /** The heads of all requests as they came by, WebSockets' among them. */
  readonly requests: readonly string[];
  /** WebSockets that were asked for, how many of those their clients closed before they were answered, and how many wait for an answer. */
  readonly upgrades: () => { readonly asked: number; readonly givenUp: number; readonly waiting: number };
  set(mode: ProxyMode): void;
  /** Cuts every WebSocket that stands. */
  cut(): void;
  /** Loses all connections that stand, as a middlebox that restarts: their ends are not told. New ones pass. */
  forget(): void;
  close(): Promise<void>;
}

interface Tunnel {
  readonly client: Socket;
  readonly server: Socket;
  readonly toServer: Buffer[];
  readonly toClient: Buffer[];
  upgraded: boolean;
  answered: boolean;
  lost: boolean;
}

interface Setting {
  mode: ProxyMode;
  asked: number;
  givenUp: number;
  readonly requests: string[];
  readonly tunnels: Set<Tunnel>;
}

const NO = 'HTTP/1.1 403 Forbidden\r\ncontent-type: text/html\r\ncontent-length: 7\r\nconnection: close\r\n\r\nBlocked';

/** Starts a proxy on a free port of this machine. `port`: of the server behind it. */
export async function startProxy(port: number): Promise<TestProxy> {
  const setting: Setting = { mode: 'pass', asked: 0, givenUp: 0, requests: [], tunnels: new Set() };
  const server = createServer({ allowHalfOpen: false }, (client) => openTunnel(setting, client, port));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: setting.requests,
    upgrades: () => ({
      asked: setting.asked,
      givenUp: setting.givenUp,
      waiting: [...setting.tunnels].filter(({ upgraded, answered, lost }) => upgraded && !answered && !lost).length,
    }),
    set: (mode) => {
      setting.mode = mode;
      for (const tunnel of setting.tunnels) flush(setting, tunnel);
    },
    cut: () => {
      for (const tunnel of setting.tunnels) if (tunnel.upgraded) end(setting, tunnel);
    },
    forget: () => {
      for (const tunnel of setting.tunnels) tunnel.lost = true;
    },
    close: async () => {
      for (const tunnel of setting.tunnels) end(setting, tunnel);
      server.close();
      await once(server, 'close');
    },
  };
}

function openTunnel(setting: Setting, client: Socket, port: number): void {
  if (setting.mode === 'down') return void client.resetAndDestroy();
  const server = connect(port, '127.0.0.1');
  const tunnel: Tunnel = { client, server, toServer: [], toClient: [], upgraded: false, answered: false, lost: false };
  setting.tunnels.add(tunnel);
  const heads = requestHeads();
  client.on('data', (bytes) => {
    for (const part of heads(bytes)) {
      if (part.head !== undefined) takeRequest(setting, tunnel, part.head);
      tunnel.toServer.push(part.bytes);
    }
    flush(setting, tunnel);
  });
  server.on('data', (bytes) => {
    tunnel.toClient.push(bytes);
    flush(setting, tunnel);
  });
  client.on('close', () => {
    if (tunnel.upgraded && !tunnel.answered) setting.givenUp += 1;
    flush(setting, tunnel);
  });
  server.on('close', () => flush(setting, tunnel));
  for (const side of [client, server]) side.on('error', () => undefined);
}

function takeRequest(setting: Setting, tunnel: Tunnel, head: string): void {
  setting.requests.push(head);
  if (!isUpgrade(head)) return;
  tunnel.upgraded = true;
  tunnel.answered = false;
  setting.asked += 1;
}

/** Passes on what the mode lets through; an end is passed on after everything that came before it. */
function flush(setting: Setting, tunnel: Tunnel): void {
  const { client, server, toServer, toClient, upgraded } = tunnel;
  if (setting.mode === 'down') return end(setting, tunnel);
  if (setting.mode === 'blackhole') tunnel.lost = true;
  if (tunnel.lost || setting.mode === 'hold') return;
  if (upgraded && !tunnel.answered) {
    if (setting.mode === 'hold-upgrades') return;
    if (setting.mode === 'refuse-upgrades') return refuse(setting, tunnel);
  }
  for (const bytes of toServer.splice(0)) server.write(bytes);
  for (const bytes of toClient.splice(0)) {
    tunnel.answered = true;
    client.write(bytes);
  }
  if (server.destroyed) end(setting, tunnel);
  // What was held for one who has gone is still delivered; the server hears of the end with its answer.
  else if (client.destroyed && (tunnel.answered || !upgraded)) end(setting, tunnel);
}

function refuse(setting: Setting, tunnel: Tunnel): void {
  tunnel.answered = true;
  setting.tunnels.delete(tunnel);
  tunnel.client.end(NO);
  tunnel.server.destroy();
}

function end(setting: Setting, tunnel: Tunnel): void {
  setting.tunnels.delete(tunnel);
  tunnel.client.destroy();
  tunnel.server.destroy();
}

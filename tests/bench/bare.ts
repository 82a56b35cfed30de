import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import WebSocket from 'ws';
import { ROOT } from '../../server/launch/project.mjs';
import { cpuSeconds } from './cpu.ts';
import { pause } from './figures.ts';

const MESSAGE = JSON.stringify({ type: 'act', id: 'student-1-1', action: { type: 'ask', piece: 12, node: 7 } });

export interface Bare {
  /** ms from sending a message until it is back. */
  readonly echo: readonly number[];
  /** Share of a core for one buffer to everybody 20 times a second; null where the system does not say. */
  readonly broadcastCpu: number | null;
}

/** What bare `ws` does on this machine, now, with as many clients and as many messages. */
export async function measureBare(clients: number, seconds: number, everyMs: number): Promise<Bare> {
  const child = spawn(process.execPath, [join(ROOT, 'tests', 'bench', 'echo.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const sockets = await Promise.all(
    Array.from({ length: clients }, () => open(`ws://127.0.0.1:${line.split(' ')[1]}`)),
  );
  const echo = (
    await Promise.all(sockets.map((socket, index) => echoes(socket, seconds, everyMs, index / clients)))
  ).flat();
  sockets[0]?.send('broadcast');
  await pause(1_000);
  const before = cpuSeconds(child.pid ?? 0);
  await pause(seconds * 500);
  const after = cpuSeconds(child.pid ?? 0);
  child.kill();
  for (const socket of sockets) socket.terminate();
  return { echo, broadcastCpu: before === null || after === null ? null : (after - before) / (seconds / 2) };
}

async function open(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await once(socket, 'open');
  return socket;
}

async function echoes(socket: WebSocket, seconds: number, everyMs: number, phase: number): Promise<readonly number[]> {
  const times: number[] = [];
  await pause(phase * everyMs);
  for (let round = 0; round < (seconds * 1_000) / everyMs; round += 1) {
    const sent = performance.now();
    const back = once(socket, 'message');
    socket.send(MESSAGE);
    await back;
    times.push(performance.now() - sent);
    await pause(everyMs - (performance.now() - sent));
  }
  return times;
}

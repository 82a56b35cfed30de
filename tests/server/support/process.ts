import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { ROOT } from '../../../server/launch/project.mjs';

/** The server as `npm start` runs it, in a process of its own. */
export interface ServerProcess {
  readonly child: ChildProcess;
  readonly url: string;
  readonly port: number;
  /** Classes that it brought back. */
  readonly restored: readonly string[];
  readonly output: readonly string[];
  /** Ends it with this signal and waits until it is gone. @returns exit code, null when the signal ended it */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** @throws with what it said when it ends before it is ready */
export function startServer(...args: readonly string[]): Promise<ServerProcess> {
  return whenReady(spawnServer(args));
}

/** A server that is starting. @throws with what it said when it ends before it is ready */
export async function whenReady(child: ChildProcess): Promise<ServerProcess> {
  const output: string[] = [];
  const ready = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface(stream).on('line', (line) => {
        output.push(line);
        if (line.startsWith('ready ')) resolve(line.slice('ready '.length));
      });
    }
    child.once('exit', () => reject(new Error(output.join('\n'))));
  });
  const { port, restored } = JSON.parse(await ready) as { port: number; restored: string[] };
  const end = async (signal: NodeJS.Signals) => {
    const gone = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    return (await gone)[0];
  };
  return { child, url: `http://127.0.0.1:${port}`, port, restored, output, end };
}

/** Runs a server that is expected to end by itself. */
export async function runServer(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawnServer(args, environment);
  const parts: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => parts.push(String(part)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output: parts.join('') };
}

export function spawnServer(args: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  const env = { ...process.env, ...environment };
  return spawn(process.execPath, [join(ROOT, 'server', 'main.ts'), '--host', '127.0.0.1', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

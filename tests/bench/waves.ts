import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import WebSocket from 'ws';
import { ROOT } from '../../server/launch/project.mjs';
import { joinStudent, openDesk } from '../server/support/page.ts';
import { pause } from './figures.ts';

/** So many people who come within so many seconds, evenly spread. */
export interface Wave {
  readonly size: number;
  readonly seconds: number;
}

export interface Joins {
  /** ms from the tap on Join until the own view is there, each. */
  readonly took: readonly number[];
  readonly refused: number;
  /** Seats given out, as the desk counts them in the end. */
  readonly seats: number;
}

/** A wave of students who join one class from one address. */
export async function measureJoins(url: string, wave: Wave): Promise<Joins> {
  const { code, desk } = await openDesk(url, 'first-lesson');
  const outcomes = await inWave(wave, (index) =>
    joinStudent(url, code, `Pupil ${index + 1}`).then(
      ({ page }) => page,
      () => undefined,
    ),
  );
  const pages = outcomes.flatMap(({ value }) => value ?? []);
  await desk.until(() => desk.state.connected === pages.length);
  const seats = desk.state.joined;
  await desk.instruct({ type: 'end' });
  for (const page of [desk, ...pages]) page.drop();
  return { took: outcomes.map(({ ms }) => ms), refused: wave.size - pages.length, seats };
}

/** The same wave at bare `ws`: ms to connect and to hear one message back, each. */
export async function measureBareOpenings(wave: Wave): Promise<readonly number[]> {
  const child = spawn(process.execPath, [join(ROOT, 'tests', 'bench', 'echo.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const opened = await inWave(wave, async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${line.split(' ')[1]}`, { perMessageDeflate: false });
    await once(socket, 'open');
    socket.send('hello');
    await once(socket, 'message');
    return socket;
  });
  for (const { value } of opened) value.terminate();
  child.kill();
  return opened.map(({ ms }) => ms);
}

function inWave<Value>({ size, seconds }: Wave, come: (index: number) => Promise<Value>) {
  return Promise.all(
    Array.from({ length: size }, async (_, index) => {
      await pause((index / size) * seconds * 1_000);
      const from = performance.now();
      const value = await come(index);
      return { value, ms: performance.now() - from };
    }),
  );
}

import { type ChildProcess, spawn } from 'node:child_process';
import { on } from 'node:events';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Order, Told } from './told.ts';

/** The test file that noticed something, and whether it failed or had not ended in its time. */
export interface Noticed {
  readonly test: string;
  readonly why: 'failed' | 'hung';
}

interface Child {
  readonly process: ChildProcess;
  readonly messages: AsyncIterator<readonly Told[]>;
}

const CHILD = fileURLToPath(new URL('vitest-child.ts', import.meta.url));

/** Vitest in a process of its own, which is ended with all that it started when a mutant runs for ever. */
export class Tester {
  readonly #root: string;
  #child: Child | undefined;

  /** @param root a copy of the project */
  constructor(root: string) {
    this.#root = root;
  }

  /**
   * @param patience how long to wait for each test file, in ms
   * @returns undefined when every test passed
   */
  async run(order: Order, patience: number): Promise<Noticed | undefined> {
    const child = this.#child ?? (await this.#start());
    child.process.send(order);
    let test = order.tests[0] ?? '';
    let failed: Noticed | undefined;
    for (;;) {
      const told = await next(child, patience);
      if (told === undefined) this.end();
      if (told === undefined) return { test, why: 'hung' };
      if (told.type === 'done') return failed ?? (told.passed ? undefined : { test, why: 'failed' });
      if (told.type === 'began') test = told.test;
      if (told.type === 'ended' && !told.passed) failed ??= { test: told.test, why: 'failed' };
    }
  }

  end(): void {
    const child = this.#child?.process;
    this.#child = undefined;
    if (child?.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  }

  async #start(): Promise<Child> {
    const started = spawn(process.execPath, [CHILD, this.#root], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      detached: true,
    });
    const child = { process: started, messages: on(started, 'message', { close: ['exit'] }) };
    this.#child = child;
    if ((await next(child, START_PATIENCE))?.type !== 'ready') throw new Error('vitest did not start');
    return child;
  }
}

/** In ms. */
const START_PATIENCE = 300_000;

/** @returns undefined when nothing was told for so long, or the process has ended */
async function next({ messages }: Child, patience: number): Promise<Told | undefined> {
  const late = new AbortController();
  const told = await Promise.race([messages.next(), setTimeout(patience, undefined, { signal: late.signal })]);
  late.abort();
  return told?.done ? undefined : told?.value[0];
}

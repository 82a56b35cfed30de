import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly lines: readonly string[];
  /** What went to stderr, by line. */
  readonly problems: readonly string[];
}

const split = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

/** Runs a command of `server/cli` in a process of its own. */
export function command(name: 'sim' | 'experiments', ...args: readonly string[]): Outcome {
  const file = fileURLToPath(new URL(`../../server/cli/${name}.ts`, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], { encoding: 'utf8' });
  return { code: status, out: stdout, lines: split(stdout), problems: split(stderr) };
}

/** The same beside the test, whose own sockets and servers go on meanwhile. */
export async function commandAside(name: 'classes' | 'journal', ...args: readonly string[]): Promise<Outcome> {
  const file = fileURLToPath(new URL(`../../server/cli/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, problems] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, out, lines: split(out), problems: split(problems) };
}

/** Hands a suite's file to `use`, and removes it. */
export function withSuite<Result>(content: string, use: (file: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'suite-'));
  try {
    const file = join(folder, 'suite.json');
    writeFileSync(file, content);
    return use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

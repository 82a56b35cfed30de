import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

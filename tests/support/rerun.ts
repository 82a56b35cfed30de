import { relative } from 'node:path';
import { ROOT } from '../../server/launch/project.mjs';

/** Where one case of a property is found again. */
export interface Case {
  readonly seed: number;
  /** Of fast-check, through what it tried and shrank. */
  readonly path: string;
  /** The test's file, and its name as Vitest says it, with those of its groups before it. */
  readonly file: string;
  readonly test: string;
}

/** The one command, for a shell, that tries this case again and no other. */
export function rerunOf({ seed, path, file, test }: Case): string {
  const where = relative(ROOT, file).replaceAll('\\', '/');
  const named = test
    .split(' > ')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  const only = `'^${named.replaceAll("'", "'\\''")}$'`;
  return `FUZZ_SEED=${seed} FUZZ_PATH=${path} npx vitest run --config tests/vitest.config.ts ${where} -t ${only}`;
}

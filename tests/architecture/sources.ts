import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../server/launch/project.mjs';
import type { Sources } from './rules.ts';

/** Reads every program in the folders named. */
export function sourcesIn(...folders: readonly string[]): Sources {
  const files = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${slashed(file)}`),
  );
  const programs = files.filter((file) => /\.([cm]?[jt]s|[jt]sx)$/.test(file)).sort();
  return new Map(programs.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]));
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

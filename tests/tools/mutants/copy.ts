import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const COPIED = [
  'client',
  'server',
  'shared',
  'tests',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'README.md',
];

/** A project in which files may be changed: the sources are copied, the packages are the same. */
export interface Copy {
  readonly root: string;
  remove(): void;
}

/** @param project its folder; nothing in it is changed */
export function copyOf(project: string): Copy {
  const root = mkdtempSync(join(tmpdir(), 'mutants-'));
  for (const name of COPIED) cpSync(join(project, name), join(root, name), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'), 'junction');
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

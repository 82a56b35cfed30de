import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../../server/launch/project.mjs';

/** The built pages, copied to a folder of their own: a build that begins meanwhile takes nothing from under a test. */
export function copyPages(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  cpSync(join(ROOT, 'dist', 'client'), folder, { recursive: true });
  return folder;
}

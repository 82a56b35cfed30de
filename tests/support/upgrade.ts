import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HASHED = /-[\w-]{8,}\.(js|css)$/;
const WITH_NAMES = /\.(html|js|css|json)$/;

/**
 * Makes a folder of built pages into another version of them, as often as it is called: what the files do stays, but their names are
 * others, and the old ones are gone.
 */
export function upgrade(pages: string): void {
  const assets = join(pages, 'assets');
  const renamed = readdirSync(assets).flatMap((name) => {
    const now = name.replace(/\.(js|css)$/, '-2.$1');
    return HASHED.test(name) ? [[name, now] as const] : [];
  });
  for (const [name, now] of renamed) renameSync(join(assets, name), join(assets, now));
  for (const file of readdirSync(pages, { recursive: true, encoding: 'utf8' })) {
    if (!WITH_NAMES.test(file)) continue;
    const text = renamed.reduce(
      (all, [name, now]) => all.replaceAll(name, now),
      readFileSync(join(pages, file), 'utf8'),
    );
    writeFileSync(join(pages, file), text);
  }
}

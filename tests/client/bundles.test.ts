import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureClient } from '../../server/launch/client.mjs';
import { ROOT } from '../../server/launch/project.mjs';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}
type Manifest = { readonly [entry: string]: Chunk };

const KB = 1_000;
const built = join(ROOT, 'dist', 'client');
let manifest: Manifest;

beforeAll(async () => {
  await ensureClient();
  manifest = JSON.parse(readFileSync(join(built, '.vite', 'manifest.json'), 'utf8')) as Manifest;
}, 120_000);

describe('a student’s browser', () => {
  it('needs at most 20 kB of script (gzip) before the form to join works', () => {
    expect(weightOf(['student/index.html'])).toBeLessThanOrEqual(20 * KB);
  });
  it('needs at most 90 kB of script (gzip) before play works, whatever the service', () => {
    const words = Object.keys(manifest).filter((entry) => /shared\/services\/\w+\/words\.ts$/.test(entry));
    const heaviest = Math.max(0, ...words.map((entry) => weightOf([...TO_PLAY, entry])));
    expect(Math.max(heaviest, weightOf(TO_PLAY))).toBeLessThanOrEqual(90 * KB);
  });
  it('gets no engine, no input formats and no picture with the buttons', () => {
    const script = filesFor(TO_PLAY).map(contentOf).join('\n');
    expect(script).not.toMatch(/ZodError|invalid_union/);
    expect(script).not.toMatch(/Phaser/);
    // A fact of the engine's log, and a setting of a service, as their sources write them.
    expect(script).not.toContain('read-stale');
    expect(script).not.toContain('Uplink of every other machine');
  });
});

describe('the built pages', () => {
  it.each(['student', 'instructor', 'board'])('have %s/index.html', (page) => {
    expect(existsSync(join(built, page, 'index.html'))).toBe(true);
  });
  it('load nothing from elsewhere', () => {
    const pages = ['student', 'instructor', 'board'].map((page) =>
      readFileSync(join(built, page, 'index.html'), 'utf8'),
    );
    expect(pages.filter((html) => /(src|href)="(https?:)?\/\//.test(html))).toEqual([]);
  });
});

const TO_PLAY = ['student/index.html', 'student/class.tsx', 'connection/socket.ts'];

/** Bytes (gzip) of all scripts that these entries need at once, each counted once. */
function weightOf(entries: readonly string[]): number {
  return filesFor(entries).reduce((sum, file) => sum + gzipSync(contentOf(file)).length, 0);
}

function filesFor(entries: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const visit = (entry: string): void => {
    if (seen.has(entry)) return;
    seen.add(entry);
    const chunk = manifest[entry];
    if (chunk === undefined) throw new Error(`the build has no ${entry}`);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const entry of entries) visit(entry);
  return [...new Set([...seen].map((entry) => (manifest[entry] as Chunk).file))].filter((file) => file.endsWith('.js'));
}

function contentOf(file: string): string {
  return readFileSync(join(built, file), 'utf8');
}

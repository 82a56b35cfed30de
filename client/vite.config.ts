import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const PAGES = ['student', 'instructor', 'board', 'replay', 'report'];
const pages = PAGES.map((page) => [page, here(`./${page}/index.html`)] as const).filter(([, file]) => existsSync(file));

/** `picture/phaser.ts` stands for Phaser: it takes of it what the pictures need, by the files that Phaser's own builds are made of. */
export const PHASER = {
  alias: [
    // No patterns: in what replaces one, the folders of a path may not have a $.
    { find: 'phaser/src', replacement: here('../node_modules/phaser/src') },
    { find: 'phaser', replacement: here('./picture/phaser.ts') },
  ],
  define: {
    'typeof CANVAS_RENDERER': 'true',
    'typeof WEBGL_RENDERER': 'true',
    'typeof WEBGL_DEBUG': 'false',
    'typeof FEATURE_SOUND': 'false',
  },
};

/** Every folder with an index.html is a page: `student/index.html` is served at `/` and `/j/CODE`, and so on. */
export default defineConfig({
  root: here('.'),
  // A proxy may serve it all under a path of its own.
  base: './',
  appType: 'mpa',
  resolve: { alias: PHASER.alias },
  define: PHASER.define,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('../dist/client'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    manifest: true,
    rolldownOptions: { input: Object.fromEntries(pages) },
  },
});

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const PAGES = ['student', 'instructor', 'board', 'replay', 'report'];
const pages = PAGES.map((page) => [page, here(`./${page}/index.html`)] as const).filter(([, file]) => existsSync(file));

/** Every folder with an index.html is a page: `student/index.html` is served at `/` and `/j/CODE`, and so on. */
export default defineConfig({
  root: here('.'),
  base: '/',
  appType: 'mpa',
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

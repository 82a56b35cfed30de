import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const PAGES = ['student', 'instructor', 'board'];
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

const VITES_LOADER = '\0vite/preload-helper.js';
const OURS = here('./loading/load-part.ts').replaceAll('\\', '/');

/** Has every `import()` go through `loading/load-part.ts`, which Vite would lead through a loader of its own that tries once. */
export const PARTS = {
  plugin(): Plugin {
    let found = false;
    return {
      name: 'patient-parts',
      enforce: 'pre',
      load(id) {
        if (id !== VITES_LOADER) return null;
        found = true;
        return `export { loadPart as __vitePreload } from ${JSON.stringify(OURS)};`;
      },
      generateBundle() {
        if (!found)
          this.error(
            `Vite’s loader of parts is not ${JSON.stringify(VITES_LOADER)} any more: ours is not in its place.`,
          );
      },
    };
  },
  /** Tells the loader of a part’s own file too, beside what it imports. */
  modulePreload: {
    polyfill: false,
    resolveDependencies: (file: string, imported: readonly string[]) => [...new Set([file, ...imported])],
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
  plugins: [PARTS.plugin()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('../dist/client'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: PARTS.modulePreload,
    assetsInlineLimit: 0,
    manifest: true,
    rolldownOptions: { input: Object.fromEntries(pages) },
  },
});

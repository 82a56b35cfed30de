import { realpathSync } from 'node:fs';
import { posix } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { PAGES } from '../shared/protocol/pages.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** Where the game listens, such as `http://127.0.0.1:3001`: `server/launch/dev.mjs` says it. */
const GAME = process.env['HUBMESH_DEV_GAME'] ?? 'http://127.0.0.1:3001';
/** What the game answers rather than Vite; a name with nothing behind it may be the code of a class. */
const OF_THE_GAME = /^\/(?:(?:api|matchmake|admin)\/.*|[\w-]+)$/;
const ROUTES = PAGES.map(({ path, page }) => ({
  pattern: new RegExp(`^${path.replace(/:\w+/, '[^/.]+')}$`),
  file: `/${page}/index.html`,
}));

/** The file of the page at a path; undefined for what is none. */
function pageAt(path: string): string | undefined {
  return ROUTES.find(({ pattern }) => pattern.test(path))?.file;
}

/** Serves each page at its paths, from its source. */
const pages: Plugin = {
  name: 'pages',
  configureServer({ middlewares }) {
    middlewares.use((request, _response, next) => {
      const [path = '', query] = (request.url ?? '').split('?', 2);
      const file = pageAt(path);
      if (file !== undefined) request.url = query === undefined ? file : `${file}?${query}`;
      next();
    });
  },
  transformIndexHtml: {
    order: 'pre',
    // The source refers to its neighbours from its own folder, which is not where the page is served.
    handler: (html, { path }) =>
      html.replace(/(?<=\b(?:href|src)=")\.{1,2}\/[^"]*/g, (link) => posix.join(posix.dirname(path), link)),
  },
};

/**
 * The pages as they are being written. Styles change in an open page; any other source has the page load anew, which then takes its seat
 * again by itself. This server stays while the game behind it starts again, so that a page that loads meanwhile only waits for the game.
 */
export default defineConfig({
  root: here('.'),
  appType: 'mpa',
  cacheDir: here('../dist/dev'),
  plugins: [pages],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // All of Phaser: the build's choice of its files is for a small download, and is put together from files that its package keeps to itself.
  optimizeDeps: { entries: ['*/index.html'] },
  server: {
    strictPort: true,
    fs: { allow: [here('..'), realpathSync(here('../node_modules'))] },
    proxy: {
      '/': {
        target: GAME,
        ws: true,
        xfwd: true,
        bypass: ({ headers, url = '/' }) => {
          const [path = ''] = url.split('?', 1);
          const isForGame =
            headers.upgrade === 'websocket'
              ? headers['sec-websocket-protocol'] === undefined
              : OF_THE_GAME.test(path) && pageAt(path) === undefined;
          return isForGame ? undefined : url;
        },
      },
    },
  },
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toString as qrCode } from 'qrcode';
import { build, type Plugin, preview } from 'vite';
import { PARTS, PHASER } from '../../../client/vite.config.ts';
import type { AddressAnswer } from '../../../shared/protocol/messages.ts';

const JOIN_AT = 'http://192.168.178.23:2567';

/** A page with a board on a stage, at an address of this computer's own. */
export interface BoardPage {
  readonly url: string;
  close(): Promise<void>;
}

/** Builds the page as the real ones are built, and serves it. */
export async function serveBoard(): Promise<BoardPage> {
  const outDir = mkdtempSync(join(tmpdir(), 'board-page-'));
  const common = { root: import.meta.dirname, configFile: false, logLevel: 'error' } as const;
  await build({
    ...common,
    resolve: { alias: PHASER.alias },
    define: PHASER.define,
    plugins: [PARTS.plugin()],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: PARTS.modulePreload,
      chunkSizeWarningLimit: 2_000,
    },
  });
  const server = await preview({
    ...common,
    plugins: [answers],
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('the board page has no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async close() {
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}

/** What the board asks of the server besides its class. */
const answers: Plugin = {
  name: 'answers',
  configurePreviewServer({ middlewares }) {
    middlewares.use('/api/classes/K7MX3P/address', (_, response) => {
      const answer: AddressAnswer = {
        url: JOIN_AT,
        reach: 'others',
        candidates: [],
        chosen: null,
        link: 'a-link-to-a-class',
        board: null,
      };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    });
    middlewares.use('/api/classes/K7MX3P/qr.svg', async (_, response) => {
      const svg = await qrCode(`${JOIN_AT}/j/K7MX3P`, { type: 'svg', margin: 2 });
      response.setHeader('content-type', 'image/svg+xml').end(svg);
    });
    middlewares.use('/favicon.ico', (_, response) => void response.writeHead(204).end());
  },
};

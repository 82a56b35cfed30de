import { toString as qrCode } from 'qrcode';
import { createServer, type Plugin } from 'vite';
import { ROOT } from '../../../server/launch/project.mjs';

/** A page with a board on a stage, at an address of this computer's own. */
export interface BoardPage {
  readonly url: string;
  close(): Promise<void>;
}

export async function serveBoard(): Promise<BoardPage> {
  const server = await createServer({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    appType: 'mpa',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    optimizeDeps: {
      entries: ['main.tsx'],
      include: ['phaser', 'preact', 'preact/hooks', 'preact/jsx-runtime', '@preact/signals'],
    },
    cacheDir: `${ROOT}/node_modules/.vite-board`,
    plugins: [answers],
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null, fs: { allow: [ROOT] } },
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (address === null || address === undefined || typeof address === 'string')
    throw new Error('the board page has no port');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

/** What the board asks of the server besides its class. */
const answers: Plugin = {
  name: 'answers',
  configureServer({ middlewares }) {
    middlewares.use('/api/address', (_, response) => {
      response.setHeader('content-type', 'application/json').end('{"url":"http://192.168.178.23:2567","others":[]}');
    });
    middlewares.use('/api/classes/K7MQ2/qr.svg', async (_, response) => {
      const svg = await qrCode('http://192.168.178.23:2567/j/K7MQ2', { type: 'svg', margin: 2 });
      response.setHeader('content-type', 'image/svg+xml').end(svg);
    });
    middlewares.use('/favicon.ico', (_, response) => void response.writeHead(204).end());
  },
};

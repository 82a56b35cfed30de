import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, startServer } from '../server/support/process.ts';

/** Measures a server in a process of its own that nobody used before. */
export async function onFreshServer<Value>(measure: (server: ServerProcess) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const server = await startServer('--port', '0', '--data', folder);
  const measured = await measure(server);
  await server.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  return measured;
}

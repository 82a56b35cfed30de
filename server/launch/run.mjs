// node server/launch/run.mjs [--with-client] <file.ts> [its arguments]
import process from 'node:process';
import { runInPlace } from './child.mjs';
import { ensureClient } from './client.mjs';
import { ensurePackages } from './packages.mjs';
import { command, gameNode } from './project.mjs';

await command(async () => {
  const [first, ...rest] = process.argv.slice(2);
  const withClient = first === '--with-client';
  await ensurePackages();
  if (withClient) await ensureClient();
  return runInPlace(gameNode(), withClient ? rest : process.argv.slice(2));
});

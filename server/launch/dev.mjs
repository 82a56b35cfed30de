// node server/launch/dev.mjs [arguments of the server]: builds the pages and restarts the server whenever a source changes.
import { spawn } from 'node:child_process';
import process from 'node:process';
import { runInPlace } from './child.mjs';
import { ensureClient, forgetFingerprint, viteBuild } from './client.mjs';
import { ensurePackages } from './packages.mjs';
import { command, gameNode, inProject, ROOT } from './project.mjs';

await command(async () => {
  await ensurePackages();
  await ensureClient();
  forgetFingerprint();
  const builder = spawn(gameNode(), viteBuild('--watch'), { cwd: ROOT, stdio: 'inherit' });
  const code = await runInPlace(gameNode(), ['--watch', inProject('server', 'main.ts'), ...process.argv.slice(2)]);
  builder.kill();
  return code;
});

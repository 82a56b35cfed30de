// node server/launch/browsers.mjs [part of a path]: a lesson in browsers of other families than the one that npm test uses.
import process from 'node:process';
import { ensureClient } from './client.mjs';
import { ensureOtherBrowsers } from './other-browsers.mjs';
import { ensurePackages } from './packages.mjs';
import { command } from './project.mjs';
import { runVitest } from './vitest.mjs';

await command(async () => {
  await ensurePackages();
  await ensureOtherBrowsers();
  await ensureClient();
  const { passed, failed } = await runVitest(process.argv.slice(2), {
    config: ['tests', 'browsers', 'vitest.config.ts'],
  });
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
});

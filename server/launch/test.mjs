// node server/launch/test.mjs [part of a path]: sets up what is missing, then runs every check and test.
import process from 'node:process';
import { staticChecks } from './checks.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureClient } from './client.mjs';
import { ensurePackages } from './packages.mjs';
import { command, SetUpError, say } from './project.mjs';
import { sumOf } from './test-summary.mjs';
import { runVitest } from './vitest.mjs';

await command(async () => {
  await ensurePackages();
  const chromium = await ensureChromium();
  const summaries = await staticChecks();
  summaries.push(await pages());
  summaries.push(await runVitest(process.argv.slice(2), { settings: { CHROMIUM_PATH: chromium } }));
  const { passed, failed } = sumOf(summaries);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
});

/** Pages that can't be built are a failure among others: what the tests say is worth reading all the same. */
async function pages() {
  try {
    await ensureClient();
    return { passed: 0, failed: 0 };
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    say(error.message);
    return { passed: 0, failed: 1 };
  }
}

// node server/launch/fuzz.mjs [part of a path]: the property tests with a fresh seed; FUZZ_SEED=<number> repeats one.
import { randomInt } from 'node:crypto';
import process from 'node:process';
import { ensurePackages } from './packages.mjs';
import { command, say } from './project.mjs';
import { runVitest } from './vitest.mjs';

await command(async () => {
  await ensurePackages();
  const seed = process.env['FUZZ_SEED'] || String(randomInt(2 ** 31));
  say(`FUZZ_SEED=${seed}`);
  const { passed, failed } = await runVitest(['--project', 'unit', ...process.argv.slice(2)], {
    settings: { FUZZ_SEED: seed },
  });
  process.stdout.write(`${passed} passed, ${failed} failed with FUZZ_SEED=${seed}\n`);
  return failed === 0 ? 0 : 1;
});

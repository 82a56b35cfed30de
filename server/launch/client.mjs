import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './child.mjs';
import { gameNode, inProject, ROOT, SetUpError, say } from './project.mjs';

const SOURCES = ['client', 'shared', 'package-lock.json', 'tsconfig.json'];
const BUILT = inProject('dist', 'client');
const FINGERPRINT = inProject('dist', 'client.sha256');

/** Builds the pages into dist/client if they are missing or were built from other sources. */
export async function ensureClient() {
  const fingerprint = fingerprintOf(ROOT, SOURCES);
  if (existsSync(BUILT) && existsSync(FINGERPRINT) && readFileSync(FINGERPRINT, 'utf8') === fingerprint) return;
  say('Building the pages ...');
  forgetFingerprint();
  const ended = await runQuietly(gameNode(), viteBuild());
  if (ended.code !== 0) {
    say(ended.output);
    throw new SetUpError('The pages could not be built: see above.');
  }
  writeFileSync(FINGERPRINT, fingerprint);
}

/** After this nobody trusts dist/client to be of the sources that it was last built from. */
function forgetFingerprint() {
  rmSync(FINGERPRINT, { force: true });
}

/** @returns {string[]} */
function viteBuild() {
  const vite = inProject('node_modules', 'vite', 'bin', 'vite.js');
  const config = inProject('client', 'vite.config.ts');
  return [vite, 'build', '--config', config, '--outDir', BUILT, '--emptyOutDir', '--logLevel', 'warn'];
}

/**
 * @param {string} root
 * @param {readonly string[]} sources files and folders in it
 * @returns {string} SHA-256 over the names and contents of all files, in hexadecimal
 */
export function fingerprintOf(root, sources) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesIn(root, source))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} root @param {string} source @returns {string[]} paths from the root, in the same order everywhere */
function filesIn(root, source) {
  const path = join(root, source);
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [source];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(root, `${source}/${name}`));
}

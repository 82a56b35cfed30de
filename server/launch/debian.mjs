import { existsSync } from 'node:fs';
import process from 'node:process';
import { runQuietly } from './child.mjs';
import { say } from './project.mjs';

/** @returns {boolean} whether this is a Debian, or one like it, on which packages may be installed without asking */
export function mayInstall() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** @param {string} what for whom it may concern @param {string[]} packages */
export async function installFromDebian(what, ...packages) {
  say(`Installing Debian's ${what} for the browser tests (a minute or two) ...`);
  const aptGet = ['-o', 'DPkg::Lock::Timeout=300', '-y', '--no-install-recommends'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const step of [['update'], ['install', ...packages]]) {
    const ended = await runQuietly('apt-get', [...aptGet, ...step], env);
    if (ended.code !== 0) say(ended.output);
  }
}

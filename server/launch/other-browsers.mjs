import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { installFromDebian, mayInstall } from './debian.mjs';
import { SetUpError } from './project.mjs';

/** @typedef {'firefox' | 'webkit' | 'webkit-driver' | 'screen'} Program */

/** Each with the names that it goes by, and Debian's package of it. @type {Record<Program, { names: readonly string[], debian: string }>} */
const PROGRAMS = {
  firefox: { names: ['firefox-esr', 'firefox'], debian: 'firefox-esr' },
  webkit: { names: ['MiniBrowser'], debian: 'webkit2gtk-driver' },
  'webkit-driver': { names: ['WebKitWebDriver'], debian: 'webkit2gtk-driver' },
  screen: { names: ['Xvfb'], debian: 'xvfb' },
};

/** Where Debian keeps programs that are not for the command line. */
const LIBRARIES = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].flatMap((machine) =>
  ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0'].map((port) => join('/usr/lib', machine, port)),
);

/** @param {Program} program @returns {string} its path @throws SetUpError when it is not on this computer */
export function programOf(program) {
  const found = find(program);
  if (found !== undefined) return found;
  const { names, debian } = PROGRAMS[program];
  throw new SetUpError(`This needs ${names[0]}, which is not on this computer (on Debian: apt-get install ${debian}).`);
}

/** Installs from Debian what is missing of Firefox and WebKit, where that may be done. */
export async function ensureOtherBrowsers() {
  const programs = /** @type {Program[]} */ (Object.keys(PROGRAMS));
  const missing = programs.filter((program) => find(program) === undefined).map((program) => PROGRAMS[program].debian);
  if (missing.length > 0 && mayInstall()) await installFromDebian('Firefox and WebKit', ...new Set(missing));
  for (const program of programs) programOf(program);
}

/** @param {Program} program @returns {string | undefined} */
function find(program) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', ...LIBRARIES];
  const { names } = PROGRAMS[program];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
}

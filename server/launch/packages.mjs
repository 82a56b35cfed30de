import { existsSync, readFileSync, rmSync } from 'node:fs';
import process from 'node:process';
import { runQuietly } from './child.mjs';
import { gameNode, inProject, nodePackage, SetUpError, say } from './project.mjs';

/** npm writes this one as the last step of an install: it says what really lies in node_modules. */
const INSTALLED = inProject('node_modules', '.package-lock.json');
const WANTED = inProject('package-lock.json');

/** @typedef {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }>} Packages */

/** npm's own settings that a person may have, and that would leave something out; its scripts are not needed. */
const WHATEVER_IS_SET = ['--include=dev', '--engine-strict=false', '--package-lock=true', '--global=false'];

/** Installs what the lockfile names where it is missing or has another version; otherwise does nothing. */
export async function ensurePackages() {
  if (!packagesAreCurrent()) await installPackages();
  if (!hasNode()) await installNode();
}

async function installPackages() {
  const started = existsSync(INSTALLED) ? 'Updating' : 'Installing';
  say(`${started} the packages (a minute or two the first time) ...`);
  const ended = await install();
  if (ended.code === 0) return;
  say(ended.output);
  throw new SetUpError('npm could not install the packages: see above. Is this computer connected to the internet?');
}

function packagesAreCurrent() {
  if (!existsSync(INSTALLED)) return false;
  return missingFrom(packagesOf(INSTALLED), packagesOf(WANTED)).length === 0;
}

/** @param {string} lockfile @returns {Packages} */
function packagesOf(lockfile) {
  return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
}

/**
 * The packages that an install would bring. Optional ones are for other operating systems as often as not.
 * @param {Packages} installed
 * @param {Packages} wanted
 * @returns {string[]} their folders
 */
export function missingFrom(installed, wanted) {
  return Object.entries(wanted)
    .filter(([folder, { version }]) => folder !== '' && installed[folder]?.version !== version)
    .filter(([folder, { optional }]) => !(optional && installed[folder] === undefined))
    .map(([folder]) => folder);
}

async function install() {
  const ended = await npm(installArguments());
  // The only script that counts fetches Node, which there may be none of for this computer, or which comes afterwards.
  return ended.code === 0 ? ended : npm(['ci', '--ignore-scripts']);
}

function hasNode() {
  try {
    return existsSync(gameNode());
  } catch (error) {
    if (error instanceof SetUpError) return false;
    throw error;
  }
}

/** Where npm was told to run no scripts (`ignore-scripts`), the packaged Node is still missing: it is a package, too. */
async function installNode() {
  const { version } = JSON.parse(readFileSync(inProject('node_modules', 'node', 'package.json'), 'utf8'));
  say('Installing Node for the game ...');
  const ended = await npm(['install', '--no-save', '--ignore-scripts', `${nodePackage()}@${version}`]);
  if (ended.code === 0) return;
  say(ended.output);
  throw new SetUpError(
    'npm could not install Node for the game: see above. Is this computer connected to the internet? Node.js 24 from https://nodejs.org does it, too.',
  );
}

/** A tree that npm finished once is brought up to date in place (on Windows its Node is running); any other is made anew. */
function installArguments() {
  if (!existsSync(INSTALLED)) return ['ci'];
  rmSync(INSTALLED); // until npm writes it again the tree counts as unfinished
  return ['install', '--no-save'];
}

/** @param {readonly string[]} args */
function npm(args) {
  const all = [...args, ...WHATEVER_IS_SET, '--no-audit', '--no-fund', '--loglevel=warn'];
  const cli = process.env['npm_execpath'];
  if (cli?.endsWith('npm-cli.js')) return runQuietly(npmsOwnNode(), [cli, ...all]);
  return process.platform === 'win32' ? runQuietly('cmd.exe', ['/c', 'npm', ...all]) : runQuietly('npm', all);
}

/** Not the one in node_modules, which the install may replace. */
function npmsOwnNode() {
  return process.env['npm_node_execpath'] ?? process.execPath;
}

// Plain JavaScript with nothing but Node's built-ins: it runs on the machine's own Node, before any package is installed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Vite and Rolldown take what comes after them for something else; Node takes a star for a part of a package's name. */
const NOT_IN_PATHS = ['#', '?', '*'];

/** @param {...string} parts a path from the project's folder, one part a folder */
export function inProject(...parts) {
  return join(ROOT, ...parts);
}

/** A line about the set-up. To stderr, so that a command's stdout stays its own. @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** What a person at the keyboard has to do something about: shown as a sentence, without a stack. */
export class SetUpError extends Error {}

/** @returns {string} the version of Node that the game runs on: the lockfile's, or this one where that is new enough */
export function gameNode() {
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const packaged = ['node', nodePackage()].map((name) => inProject('node_modules', name, 'bin', program));
  const found = packaged.find((path) => existsSync(path)) ?? (ownNodeSuffices() ? process.execPath : undefined);
  if (found !== undefined) return found;
  throw new SetUpError(
    `npm has no Node for this computer (${process.platform}, ${process.arch}). Install Node.js 24 from https://nodejs.org, then run the command again.`,
  );
}

/** The package with Node itself, which the script of the package `node` fetches. @returns {string} */
export function nodePackage() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = system === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return [prefix, system, system === 'win' && process.arch === 'ia32' ? 'x86' : process.arch].join('-');
}

/** Whether the Node that runs this file runs TypeScript and has SQLite without flags. */
export function ownNodeSuffices() {
  return Number.parseInt(process.versions.node, 10) >= 24;
}

/**
 * @param {string} root the project's folder
 * @returns {string | undefined} why the game can't be started from there, whatever is installed
 */
export function pathProblem(root) {
  const sign = NOT_IN_PATHS.find((unreadable) => root.includes(unreadable));
  if (sign !== undefined) {
    return `The game's folder has a ${sign} in its path, which the tools that build its pages can't read: ${root}. Rename that folder or move the game, then run the command again.`;
  }
  if (!root.split(/[\\/]/).includes('node_modules')) return undefined;
  return `The game lies in a folder called node_modules, where Node runs no TypeScript: ${root}. Move it, then run the command again.`;
}

/** Runs a command's steps; a SetUpError becomes its sentence and exit code 1. @param {() => Promise<number>} steps */
export async function command(steps) {
  try {
    const problem = pathProblem(ROOT);
    if (problem !== undefined) throw new SetUpError(problem);
    process.exitCode = await steps();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

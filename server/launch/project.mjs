// Plain JavaScript with nothing but Node's built-ins: it runs on the machine's own Node, before any package is installed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

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
  const packaged = inProject('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(packaged)) return packaged;
  if (ownNodeSuffices()) return process.execPath;
  throw new SetUpError(
    'Node 24 is missing from node_modules. Delete the folder node_modules and run the command again, or install Node 24 from https://nodejs.org.',
  );
}

/** Whether the Node that runs this file runs TypeScript and has SQLite without flags. */
export function ownNodeSuffices() {
  return Number.parseInt(process.versions.node, 10) >= 24;
}

/** Runs a command's steps; a SetUpError becomes its sentence and exit code 1. @param {() => Promise<number>} steps */
export async function command(steps) {
  try {
    process.exitCode = await steps();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

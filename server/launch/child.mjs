import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import process from 'node:process';
import { watchPackageManager } from './ancestors.mjs';
import { ROOT } from './project.mjs';

/** As a URL: in a path of Windows, or with a % in it, Node would look for something else. */
const END_WITH_LAUNCHER = new URL('end-with-launcher.mjs', import.meta.url).href;
const LONGEST_END_MS = 10_000;

/** @typedef {{ code: number, output: string }} Ended output is stdout and stderr as they came */
/** @typedef {{ env?: NodeJS.ProcessEnv, until?: AbortSignal, stdout?: 'inherit' | 'ignore' }} InPlace `until` ends it in order */

/**
 * Runs a program to its end with its output kept back.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Ended>} code 127 when the program can't be started
 */
export function runQuietly(file, args, env = process.env) {
  return new Promise((settle) => {
    const child = spawn(file, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    /** @type {Buffer[]} */
    const chunks = [];
    const output = () => Buffer.concat(chunks).toString();
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => settle({ code: 127, output: `${output()}${error.message}\n` }));
    child.on('close', (code, signal) => settle({ code: exitCode(code, signal), output: output() }));
  });
}

/**
 * Runs a program of Node's in this one's place: same terminal, same signals, same exit code, and the same end, whichever that is.
 * @param {string} node
 * @param {readonly string[]} args
 * @param {InPlace} [how]
 * @returns {Promise<number>} exit code; 128 and the signal's number for one that a signal ended
 */
export function runInPlace(node, args, { env = process.env, until, stdout = 'inherit' } = {}) {
  return new Promise((settle, fail) => {
    const all = ['--import', END_WITH_LAUNCHER, ...args];
    const child = spawn(node, all, { cwd: ROOT, env, stdio: ['inherit', stdout, 'inherit', 'ipc'] });
    const stopPassingOn = passSignalsOn(child);
    const stopWatching = watchPackageManager(() => end(child));
    const endNow = () => end(child);
    until?.addEventListener('abort', endNow);
    child.on('error', fail);
    child.on('exit', (code, signal) => {
      stopPassingOn();
      stopWatching();
      until?.removeEventListener('abort', endNow);
      settle(exitCode(code, signal));
    });
  });
}

/**
 * Windows knows no signals: there the closed channel asks for the end.
 * @param {import('node:child_process').ChildProcess} child
 */
function end(child) {
  if (process.platform !== 'win32') child.kill('SIGTERM');
  else if (child.connected) child.disconnect();
  setTimeout(() => child.kill('SIGKILL'), LONGEST_END_MS).unref();
}

/** @param {import('node:child_process').ChildProcess} child @returns {() => void} */
function passSignalsOn(child) {
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const passedOn = signals.map((signal) => {
    const passOn = () => {
      if (!reachesEveryoneAlready(signal)) child.kill(signal);
    };
    process.on(signal, passOn);
    return () => process.off(signal, passOn);
  });
  return () => {
    for (const stop of passedOn) stop();
  };
}

/**
 * Ctrl-C in a terminal goes to every process of the group, and on Windows "passing on" would kill at once: the server
 * would get the signal twice, or have no time to close its journal.
 * @param {NodeJS.Signals} signal
 */
function reachesEveryoneAlready(signal) {
  return process.platform === 'win32' || (signal === 'SIGINT' && process.stdin.isTTY);
}

/** @param {number | null} code @param {NodeJS.Signals | null} signal */
function exitCode(code, signal) {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}

import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import process from 'node:process';
import { ROOT } from './project.mjs';

const PARENT = process.ppid;
const PARENT_CHECK_MS = 200;

/** @typedef {{ code: number, output: string }} Ended output is stdout and stderr as they came */

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
 * Runs a program in this one's place: same terminal, same signals, same exit code.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} exit code; 128 and the signal's number for one that a signal ended
 */
export function runInPlace(file, args, env = process.env) {
  return new Promise((settle, fail) => {
    const child = spawn(file, args, { cwd: ROOT, env, stdio: 'inherit' });
    const stopPassingOn = passSignalsOn(child);
    const stopWatching = endWithParent(child);
    child.on('error', fail);
    child.on('exit', (code, signal) => {
      stopPassingOn();
      stopWatching();
      settle(exitCode(code, signal));
    });
  });
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

/**
 * npm passes a signal on to the shell between it and this program, and a shell may end without passing it further: the
 * server would stay behind and hold its port. Started by npm, this program therefore ends when its parent does.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void}
 */
function endWithParent(child) {
  if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return () => {};
  const watch = setInterval(() => {
    if (process.ppid === PARENT) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, PARENT_CHECK_MS);
  return () => clearInterval(watch);
}

/** @param {number | null} code @param {NodeJS.Signals | null} signal */
function exitCode(code, signal) {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}

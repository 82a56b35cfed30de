import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';

const PARENT = process.ppid;
const CHECK_MS = 200;
/** A shell that runs one command: `sh -c node ...`, `cmd.exe /d /s /c node ...`. */
const SHELL = /^\S*?\b(sh|bash|dash|ash|zsh|ksh|busybox|cmd)(\.exe)?"? (.* )?[-/]c /i;

/** @typedef {{ parent: number, command: string }} Running */

/**
 * Calls back once when the package manager that started this program is gone, or the shell between the two. npm passes a signal on to that
 * shell, which may end without passing it further, and nobody passes on a `kill -9`: what this program started would stay behind and hold
 * its port. For a program that was started otherwise it never calls back: somebody may have wanted it to outlive its terminal.
 * @param {() => void} onGone
 * @returns {() => void} stops watching
 */
export function watchPackageManager(onGone) {
  if (process.env['npm_lifecycle_event'] === undefined) return () => {};
  /** @type {number | undefined} */
  let manager;
  void managerAbove(PARENT).then((pid) => {
    manager = pid;
  });
  const watch = setInterval(() => {
    if (isParent() && (manager === undefined || isAbove(PARENT, manager))) return;
    clearInterval(watch);
    onGone();
  }, CHECK_MS);
  return () => clearInterval(watch);
}

/** Elsewhere than on Windows a process whose parent is gone gets another one. */
function isParent() {
  return process.ppid === PARENT && isAlive(PARENT);
}

/**
 * @param {number} pid
 * @returns {Promise<number | undefined>} the process that started a shell; undefined for one that is no shell
 */
async function managerAbove(pid) {
  const found = await runningAs(pid);
  return found !== undefined && isShell(found.command) ? found.parent : undefined;
}

/** @param {string} command a command line */
export function isShell(command) {
  return SHELL.test(command);
}

/** @param {number} shell @param {number} manager */
function isAbove(shell, manager) {
  return process.platform === 'linux' ? inProc(shell)?.parent === manager : isAlive(manager);
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** @param {number} pid @returns {Promise<Running | undefined>} */
async function runningAs(pid) {
  if (process.platform === 'linux') return inProc(pid);
  const line =
    process.platform === 'win32' ? await onWindows(pid) : await output('ps', ['-o', 'ppid=,command=', '-p', `${pid}`]);
  const [, parent, command] = /^\s*(\d+) +(.*)/.exec(line) ?? [];
  return parent === undefined || command === undefined ? undefined : { parent: Number(parent), command };
}

/** @param {number} pid @returns {Running | undefined} */
function inProc(pid) {
  try {
    // The name, in brackets, may have any signs in it.
    const parent = / \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, ''))?.[1];
    return { parent: Number(parent), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') };
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function onWindows(pid) {
  const query = `$p = Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}'; "$($p.ParentProcessId) $($p.CommandLine)"`;
  return output('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', query]);
}

/** @param {string} file @param {readonly string[]} args @returns {Promise<string>} empty when it can't be run */
function output(file, args) {
  return new Promise((settle) => {
    execFile(file, args, { windowsHide: true }, (error, stdout) => settle(error === null ? stdout : ''));
  });
}

import type { Settings } from './config.ts';

const LISTENING = new Set(['listen', 'bind', 'getaddrinfo']);
const WHY_NOT: { readonly [code: string]: string } = {
  EROFS: 'it lies on a disk that can only be read',
  EACCES: 'you are not allowed to write there',
  EPERM: 'you are not allowed to write there',
  ENOTDIR: 'a part of it is a file',
  EEXIST: 'it is a file',
  EISDIR: 'it is in use',
  ENOENT: 'no folder can be made there',
  ENAMETOOLONG: 'its name is too long',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
};

/**
 * What keeps a server from starting, in one sentence with what to do; undefined for a bug. Whatever the system refuses while a server
 * starts is about its data folder or about listening: an error that nobody thought of gets its sentence, too.
 */
export function startProblem(error: unknown, settings: Settings): string | undefined {
  const { code, syscall } = namesOf(error);
  if (code === undefined) return undefined;
  return LISTENING.has(syscall ?? '') ? listenProblem(code, settings) : folderProblem(code, settings);
}

function folderProblem(code: string, { folder }: Settings): string {
  return `The data folder ${folder} can't be used: ${WHY_NOT[code] ?? code}. Choose another: --data <folder>.`;
}

function listenProblem(code: string, { port, host }: Settings): string {
  const other = port === 3000 || port > 65_534 ? 8080 : 3000;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use by another program. End that one, or choose another port: --port ${port > 65_534 ? other : port + 1}.`;
    case 'EACCES':
      return `Port ${port} is reserved on this computer. Choose another: --port ${other}.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `This computer has no address ${host}. Leave --host out for every network.`;
    case 'EAFNOSUPPORT':
      return `This computer has no IPv6, so that it can't listen on ${host}. Leave --host out for every network.`;
    default:
      return `The server can't listen on port ${port} of ${host} (${code}). Leave --host out for every network.`;
  }
}

/** Errors of the system, and SQLite's, carry a code in capitals; those of a bug don't, but for Node's own, which begin with ERR_. */
function namesOf(error: unknown): { readonly code?: string; readonly syscall?: string } {
  if (!(error instanceof Error)) return {};
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string' || (code.startsWith('ERR_') && code !== 'ERR_SQLITE_ERROR')) return {};
  return { code, ...(syscall === undefined ? {} : { syscall }) };
}

import type { Settings } from './config.ts';

/** What keeps a server from starting, in one sentence with what to do; undefined for a bug. */
export function startProblem(error: unknown, { port, host, folder }: Settings): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use by another program. End that one, or choose another port: --port ${port + 1}.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This computer has no address ${host}. Use --host 0.0.0.0 for every network.`;
    case 'EACCES':
      return isAboutListening(error)
        ? `Port ${port} is reserved on this computer. Choose one above 1023: --port 3000.`
        : unwritable(folder);
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'ENOSPC':
      return unwritable(folder);
    default:
      return undefined;
  }
}

function isAboutListening(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error && error.syscall === 'listen';
}

function unwritable(folder: string): string {
  return `The data folder ${folder} can't be written. Choose another: --data <folder>.`;
}

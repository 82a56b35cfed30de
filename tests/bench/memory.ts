import { readFileSync } from 'node:fs';
import process from 'node:process';

/** Megabytes of memory that a process holds; null where the system does not say (it does on Linux). */
export function megabytesOf(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1_024;
}

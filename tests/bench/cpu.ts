import { readFileSync } from 'node:fs';
import process from 'node:process';

/** Ticks of a process's clock a second, as Linux shows them to programs. */
const TICKS = 100;

/** Seconds of a core that a process has used so far; null where the system does not say (it does on Linux). */
export function cpuSeconds(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

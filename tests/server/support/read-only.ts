import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/**
 * A folder that nothing can be written into: a disk that is mounted so where that may be done, else one whose owner may not, and for
 * one who may do everything but that, a folder of the kernel's own.
 */
export function readOnlyPlace(within: string): { readonly place: string; readonly why: string; release(): void } {
  const place = mkdtempSync(join(within, 'read-only-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', place]).status === 0;
  if (mounted)
    return { place, why: 'it lies on a disk that can only be read', release: () => void spawnSync('umount', [place]) };
  if (process.getuid?.() === 0)
    return { place: '/proc/self', why: 'no folder can be made there', release: () => undefined };
  chmodSync(place, 0o555);
  return { place, why: 'you are not allowed to write there', release: () => chmodSync(place, 0o755) };
}

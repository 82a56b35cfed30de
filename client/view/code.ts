import { codeReadings, readCode } from '../../shared/class/codes/read.ts';

/** What stands where a page's path has its code (`/j/K7MX3`, `/board/K7MX3`), as it was typed; '' for nothing. */
export function typedInPath(path: string): string {
  const typed = path.split('/')[2] ?? '';
  try {
    return decodeURIComponent(typed);
  } catch {
    return typed;
  }
}

/** The code in a page's path, or undefined. */
export function codeInPath(path: string): string | undefined {
  return codeReadings(typedInPath(path))[0];
}

/** Code and key in the address that moves a desk to another device (`#K7MX3.secret`), or undefined. */
export function keyInHash(hash: string): { readonly code: string; readonly key: string } | undefined {
  const [typed = '', key = ''] = hash.replace(/^#/, '').split('.');
  const code = readCode(typed);
  return code !== undefined && key !== '' ? { code, key } : undefined;
}

/**
 * What the field for a code shows of what was typed or pasted so far: the code as soon as there is one, so that a link becomes its code and
 * letters of another keyboard become those that were meant; until then what was typed.
 */
export function shownCode(typed: string): string {
  return readCode(typed) ?? typed;
}

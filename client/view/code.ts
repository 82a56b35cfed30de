import { codeReadings, readCode } from '../../shared/class/codes/read.ts';
import { typedInPath } from './typed-code.ts';

/** The code in a page's path, or undefined. */
export function codeInPath(path: string): string | undefined {
  return codeReadings(typedInPath(path))[0];
}

/** Code and key in the address that moves a desk to another device (`#K7MX3P.secret`), or undefined. */
export function keyInHash(hash: string): { readonly code: string; readonly key: string } | undefined {
  const [typed = '', key = ''] = hash.replace(/^#/, '').split('.');
  const code = readCode(typed);
  return code !== undefined && key !== '' ? { code, key } : undefined;
}

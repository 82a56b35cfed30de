import { hash } from 'node:crypto';

/** The hash before the first line. */
export const FIRST_HASH = '';
const LETTERS = 16;

/** Ties a line to all lines before it, so that a missing, altered or exchanged one is noticed. */
export function chainHash(previous: string, line: string): string {
  return hash('sha256', `${previous}\n${line}`, 'base64url').slice(0, LETTERS);
}

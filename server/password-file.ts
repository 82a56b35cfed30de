import { readFileSync } from 'node:fs';

const SHORTEST = 6;

/**
 * The password for opening classes: the first line of a file, or what the environment holds; null where neither is set.
 * @returns what is wrong with it, as a sentence
 */
export function readPasswordFile(
  path: string,
  fromEnvironment: string,
): { readonly teacherPassword: string | null } | { readonly problem: string } {
  const read = path === '' ? { text: fromEnvironment } : textOf(path);
  if ('problem' in read) return read;
  const password = (read.text.split(/\r?\n/, 1)[0] ?? '').trim();
  if (password === '' && path === '') return { teacherPassword: null };
  if (password.length >= SHORTEST) return { teacherPassword: password };
  return { problem: `The teachers' password must have at least ${SHORTEST} signs.` };
}

function textOf(path: string): { readonly text: string } | { readonly problem: string } {
  try {
    return { text: readFileSync(path, 'utf8') };
  } catch {
    return { problem: `The file with the teachers' password can't be read: ${path}.` };
  }
}

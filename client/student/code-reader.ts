import { signal } from '@preact/signals';
import { codeWritten } from '../../shared/class/codes/alphabet.ts';

type Reader = typeof import('../../shared/class/codes/read.ts');

/** Reads what is not typed as codes are written, and is fetched while the form is looked at: hardly anybody needs it. */
const reader = signal<Reader | null>(null);

/** Fetches the reader, once. @returns null when that fails; asking again tries again */
export async function loadCodeReader(): Promise<Reader | null> {
  try {
    reader.value ??= await import('../../shared/class/codes/read.ts');
  } catch {
    // Codes as they are written are read without it.
  }
  return reader.peek();
}

/** The codes that the text can mean, the likeliest first. */
export async function codesMeant(typed: string, length?: number): Promise<readonly string[]> {
  const written = codeWritten(typed, length);
  if (written !== undefined) return [written];
  return (await loadCodeReader())?.codeReadings(typed, length) ?? [];
}

/**
 * What the field for a code shows of what was typed or pasted so far: the code as soon as there is one, so that a link becomes its code and
 * letters of another keyboard become those that were meant; until then what was typed.
 */
export function shownCode(typed: string, length?: number): string {
  return codeWritten(typed, length) ?? reader.peek()?.readCode(typed, length) ?? typed;
}

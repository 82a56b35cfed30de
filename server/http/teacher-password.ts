import type { Refusal } from '../../shared/sim/index.ts';
import { fits, hashOf } from '../identity/secrets.ts';
import type { Limits } from '../limits/limits.ts';
import { refusal } from '../refusals.ts';

/**
 * Why this password opens no class; undefined when it does, or when none is wanted. Wrong ones are counted by address, and after too many
 * the right one is not looked at either.
 */
export function passwordRefusal(
  { given, wanted }: { readonly given: string | undefined; readonly wanted: string | null },
  address: string,
  { passwords }: Pick<Limits, 'passwords'>,
): Refusal | undefined {
  if (wanted === null) return undefined;
  if (given === undefined || given === '') return refusal('password-needed');
  if (passwords.left(address) < 1) return refusal('password-wait');
  if (fits(given, hashOf(wanted))) return undefined;
  passwords.allows(address);
  return refusal('password-wrong');
}

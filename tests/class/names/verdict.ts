import { checkName } from '../../../shared/class/index.ts';

/** @returns `ok` and the name as it is taken, or why it is not */
export function verdict(text: string): string {
  const checked = checkName(text);
  return 'name' in checked ? `ok ${checked.name}` : checked.refusal.code;
}

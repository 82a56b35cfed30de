import type { Refusal, Said } from '../../sim/index.ts';

type Args = NonNullable<Said['args']>;

/** One of the bank's sentences. */
export function said(key: string, args?: Args): Said {
  return args === undefined ? { key: `bank.${key}` } : { key: `bank.${key}`, args };
}

/** An expected no; its sentence has the code in its key. */
export function refusal(code: string, args?: Args): Refusal {
  return { code, said: said(`refusal.${code}`, args) };
}

/** Keeps the last three things that happened, newest first. */
export function remember(state: { recent: readonly Said[] }, key: string, args?: Args): void {
  state.recent = [said(`recent.${key}`, args), ...state.recent.slice(0, 2)];
}

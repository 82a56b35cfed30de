import type { Refusal, Said } from '../../sim/index.ts';

type Args = NonNullable<Said['args']>;

/** How a service speaks: every key of its words begins with its id. */
export interface Texts {
  said(key: string, args?: Args): Said;
  /** An expected "no"; its words are under `refusal.<code>`. */
  no(code: string, args?: Args): Refusal;
  /** Keeps the last three things that happened on a machine, newest first; the words are under `happened.<key>`. */
  remember(state: { recent: readonly Said[] }, key: string, args?: Args): void;
}

const REMEMBERED = 3;

export function textsOf(service: string): Texts {
  const said = (key: string, args?: Args): Said => ({
    key: `${service}.${key}`,
    ...(args === undefined ? {} : { args }),
  });
  return {
    said,
    no: (code, args) => ({ code, said: said(`refusal.${code}`, args) }),
    remember: (state, key, args) => {
      state.recent = [said(`happened.${key}`, args), ...state.recent].slice(0, REMEMBERED);
    },
  };
}

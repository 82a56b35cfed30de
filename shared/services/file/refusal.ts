import type { Action, NodeId, Refusal } from '../../sim/index.ts';

/** A "no" to a verb; its words are under `no.<code>`. */
export function no(code: string, args?: { readonly [name: string]: string | number }): Refusal {
  const key = `no.${code}`;
  return { code, said: args === undefined ? { key } : { key, args } };
}

/** A whole number in [0, limit) under this name of an action, -1 if there is nothing, or why it is no such number. */
export function indexIn(action: Action, name: string, limit: number): number | Refusal {
  const value = action[name];
  if (value === undefined || value === null) return -1;
  const fits = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < limit;
  return fits ? value : no(name === 'piece' ? 'no-such-piece' : 'no-such-machine');
}

/** As `indexIn`, and it must be there. */
export function nodeIn(action: Action, name: string, limit: number): NodeId | Refusal {
  const index = indexIn(action, name, limit);
  return index === -1 ? no('no-such-machine') : (index as NodeId | Refusal);
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'code' in value && 'said' in value;
}

/** A verb that was found possible: what it does. A page asks for it only to learn whether it is possible. */
export type Deed = () => void;

/** Does the verb, or says why not. */
export function carryOut(deed: Deed | Refusal): Refusal | undefined {
  if (isRefusal(deed)) return deed;
  deed();
  return undefined;
}

import type { Json, NodeId } from '../../sim/index.ts';

/** Reads one field of an action that came from outside; undefined when it is none of these. */
export type Field<Value> = (given: Json | undefined) => Value | undefined;
export type Fields = { readonly [field: string]: Field<unknown> };
/** What an action's `do` and `whyNot` get once every field was read. */
export type Read<Takes extends Fields> = {
  readonly [Name in keyof Takes]: Exclude<ReturnType<Takes[Name]>, undefined>;
};

/** A whole number from 0 on: a piece, a tile, an item's number. */
export const whole: Field<number> = (given) =>
  typeof given === 'number' && Number.isSafeInteger(given) && given >= 0 ? given : undefined;

/** A machine by its number. Whether it is one that may be meant is the action's own question. */
export const node: Field<NodeId> = (given) => whole(given) as NodeId | undefined;

export const flag: Field<boolean> = (given) => (typeof given === 'boolean' ? given : undefined);

export function oneOf<const Choice extends string>(...choices: readonly Choice[]): Field<Choice> {
  return (given) => choices.find((choice) => choice === given);
}

/** A field that may be left out: null then. */
export function optional<Value>(field: Field<Value>): Field<Value | null> {
  return (given) => (given === undefined || given === null ? null : field(given));
}

/** All fields of an action, or undefined when one can't be read. Fields that nobody asked for are not looked at. */
export function readFields(takes: Fields, action: { readonly [field: string]: Json }): Read<Fields> | undefined {
  const read: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(takes)) {
    const value = field(action[name]);
    if (value === undefined) return undefined;
    read[name] = value;
  }
  return read as Read<Fields>;
}

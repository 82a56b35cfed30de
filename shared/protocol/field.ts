/** What a field of the public state may be on the wire, by the name of its type there. */
export interface WireTypes {
  readonly uint8: number;
  readonly uint16: number;
  readonly uint32: number;
  readonly number: number;
  readonly string: string;
  readonly boolean: boolean;
}

/** One value of the public view: its name and type on the wire, and how it is written and read. */
export interface Field<Name extends string, Type extends keyof WireTypes, Value> {
  readonly name: Name;
  readonly type: Type;
  write(value: Value): WireTypes[Type];
  read(wire: WireTypes[Type]): Value;
}

export function whole<Name extends string, Type extends 'uint8' | 'uint16' | 'uint32' | 'number'>(
  type: Type,
  name: Name,
): Field<Name, Type, number> {
  return { name, type, write: (value) => value, read: (wire) => wire };
}

export function flag<Name extends string>(name: Name): Field<Name, 'boolean', boolean> {
  return { name, type: 'boolean', write: (value) => value, read: (wire) => wire };
}

export function text<Name extends string>(name: Name): Field<Name, 'string', string> {
  return { name, type: 'string', write: (value) => value, read: (wire) => wire };
}

/** One of a few words, or null, which travels as an empty text. */
export function word<Word extends string | null>() {
  return <Name extends string>(name: Name): Field<Name, 'string', Word> => ({
    name,
    type: 'string',
    write: (value) => value ?? '',
    read: (wire) => (wire === '' ? null : wire) as Word,
  });
}

/** Replaced as a whole: no page ever sees half of a new one. `empty`: what a page has before the first. */
export function json<Value>(empty: Value) {
  return <Name extends string>(name: Name): Field<Name, 'string', Value> => ({
    name,
    type: 'string',
    write: (value) => JSON.stringify(value),
    read: (wire) => (wire === '' ? empty : (JSON.parse(wire) as Value)),
  });
}

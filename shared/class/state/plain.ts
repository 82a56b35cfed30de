import type { Json } from '../../sim/index.ts';

/** How a map, a set, and an object with a key that looks like one of these marks are written down. */
const MAP = '$map';
const SET = '$set';
const FIELDS = '$fields';

type Fields = { readonly [key: string]: Json };

/**
 * A value of plain objects, lists, maps, sets, texts, numbers and truths as JSON; `decode` makes an equal one of it, in the same order.
 * A hole in a list reads as null afterwards, and a field that is undefined is left out.
 * @throws for anything else, such as an object of a class or a number that JSON can't carry
 */
export function encode(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return Array.from(value, encode);
  if (value instanceof Map) return { [MAP]: pairsOf(value) };
  if (value instanceof Set) return { [SET]: Array.from(value, encode) };
  if (!isPlain(value)) throw new TypeError(`${String(value)} can't be kept as JSON`);
  const fields = Object.entries(value).filter(([, held]) => held !== undefined);
  if (fields.some(([key]) => key.startsWith('$'))) return { [FIELDS]: pairsOf(fields) };
  return Object.fromEntries(fields.map(([key, held]) => [key, encode(held)]));
}

/** The value that was encoded. @throws for what `encode` never writes */
export function decode(json: Json): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (isList(json)) return json.map(decode);
  const { [MAP]: map, [SET]: set, [FIELDS]: fields } = json;
  if (map !== undefined) return new Map(listOf(map).map(decodePair));
  if (set !== undefined) return new Set(listOf(set).map(decode));
  if (fields !== undefined) return Object.fromEntries(listOf(fields).map(decodePair));
  return Object.fromEntries(Object.entries(json).map(([key, held]) => [key, decode(held)]));
}

function pairsOf(entries: Iterable<readonly [unknown, unknown]>): Json {
  return Array.from(entries, ([key, held]) => [encode(key), encode(held)]);
}

function decodePair(pair: Json): readonly [key: never, held: unknown] {
  const [key, held] = listOf(pair).map(decode);
  return [key as never, held];
}

function listOf(json: Json): readonly Json[] {
  if (!isList(json)) throw new TypeError('a list was expected');
  return json;
}

function isList(json: readonly Json[] | Fields | Json): json is readonly Json[] {
  return Array.isArray(json);
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

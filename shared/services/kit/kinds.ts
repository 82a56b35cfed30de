import type { Json, KindSpec } from '../../sim/index.ts';
import type { KindLook } from '../contract.ts';

/** What may travel: JSON, whatever interface describes it. */
export type Plain<Value> = Value extends Json
  ? Value
  : Value extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : Value extends (...args: never) => unknown
      ? never
      : Value extends object
        ? { readonly [Field in keyof Value]: Plain<Value[Field]> }
        : never;

/** No argument at all, unless the type is something that JSON can't carry: then one that nobody can give. */
type MustBePlain<Value> = [Value] extends [Plain<Value>] ? [] : [thisIsNotJson: never];

/** One kind of message: what it is for, how it is drawn, how large it is and, as a type alone, what it carries. */
export interface Kind<Body, Settings> {
  readonly use: KindSpec['use'];
  readonly shape: KindLook['shape'];
  readonly colour: KindLook['colour'];
  /** Bytes on the wire. */
  bytes(settings: Settings, body: Body): number;
}

/** The word `kind` for a side's table of messages: `kind<Payment>('request', 'coin', 'amber', ({ paymentBytes }) => paymentBytes)`. */
export function kindFor<Settings>() {
  return <Body = null>(
    use: KindSpec['use'],
    shape: KindLook['shape'],
    colour: KindLook['colour'],
    bytes: (settings: Settings, body: Body) => number,
    ..._isJson: MustBePlain<Body>
  ): Kind<Body, Settings> => ({ use, shape, colour, bytes });
}

/** A timer of a side; the type says what it is set with. */
export interface Timer<Arg> {
  /** Never there: it carries the type of the argument. */
  readonly arg?: Arg;
}

/** The word for a side's table of timers: `timer()` or `timer<number>()`. */
export function timer<Arg = null>(..._isJson: MustBePlain<Arg>): Timer<Arg> {
  return {};
}

export type KindTable = { readonly [kind: string]: Kind<never, never> };
export type TimerTable = { readonly [timer: string]: Timer<unknown> };
export type BodyOf<Entry> = Entry extends Kind<infer Body, never> ? Body : never;
export type ArgOf<Entry> = Entry extends Timer<infer Arg> ? Arg : never;

/** Where a kind stands in its side's table: what the engine and its log know it by. */
export function kindNumber<Kinds extends KindTable>(kinds: Kinds, name: keyof Kinds & string): number {
  return Object.keys(kinds).indexOf(name);
}

import type { Architecture, Said } from '../sim/index.ts';
import { type Field, flag, json, text, type WireTypes, whole, word } from './field.ts';
import type { BriefView, Meter, Mood, Phase, ResultView } from './views.ts';

/**
 * The public view, written down once: each value as pages see it, and how it travels. Its type, the state's schema, what the server writes and
 * what a page reads all follow from this table. Fields are patched one by one; what changes once a phase travels as JSON.
 */
const FIELDS = {
  code: text('code'),
  title: text('title'),
  phase: word<Phase>()('phase'),
  /** How many phases have begun. Commands that mean this phase name it. */
  epoch: whole('uint32', 'epoch'),
  /** Counted from 0; a round is the same job on both architectures: run 0 and run 1. */
  round: whole('uint8', 'round'),
  rounds: whole('uint8', 'rounds'),
  run: runField(),
  service: word<string | null>()('service'),
  scenario: word<string | null>()('scenario'),
  architecture: word<Architecture | null>()('architecture'),
  /** The class's clock, in ms of class time. Pages count down by themselves from `at`. */
  clock: {
    at: whole('number', 'clockAt'),
    /** null: open end. */
    endsAt: endField(),
    paused: flag('paused'),
    /** How often it has been stopped or started. A pause and its end name this. */
    revision: whole('uint32', 'clockRevision'),
    /** Class time that passes in a second: 1, or less when the class is too much for its server. */
    pace: paceField(),
  },
  locked: flag('locked'),
  suggestedNames: flag('suggestedNames'),
  counts: {
    joined: whole('uint16', 'joined'),
    connected: whole('uint16', 'connected'),
    /** In this phase: predicted, voted or tapped. */
    acted: whole('uint16', 'acted'),
    bots: whole('uint16', 'bots'),
  },
  meters: json<readonly Meter[]>([])('meters'),
  banner: json<{ readonly said: Said; readonly mood: Mood } | null>(null)('banner'),
  /** What befell the server, for desk and board; the class itself never says it. */
  notice: json<Said | null>(null)('notice'),
  brief: json<BriefView | null>(null)('brief'),
  result: json<ResultView | null>(null)('result'),
} as const;

function runField(): Field<'run', 'uint8', 0 | 1> {
  return { name: 'run', type: 'uint8', write: (run) => run, read: (wire) => (wire === 1 ? 1 : 0) };
}

function endField(): Field<'clockEndsAt', 'number', number | null> {
  return { name: 'clockEndsAt', type: 'number', write: (at) => at ?? -1, read: (wire) => (wire < 0 ? null : wire) };
}

/** In whole percent. 0, as in a state that nobody has written to yet: its time passes as it should. */
function paceField(): Field<'pace', 'uint8', number> {
  return {
    name: 'pace',
    type: 'uint8',
    write: (pace) => Math.round(pace * 100),
    read: (wire) => (wire === 0 ? 1 : wire / 100),
  };
}

type AnyField = Field<string, keyof WireTypes, unknown>;
type Shown<Table> = {
  readonly [Key in keyof Table]: Table[Key] extends Field<string, keyof WireTypes, infer Value>
    ? Value
    : Shown<Table[Key]>;
};
type FieldsIn<Table> = {
  [Key in keyof Table]: Table[Key] extends AnyField ? Table[Key] : FieldsIn<Table[Key]>;
}[keyof Table];

/** What everybody in the class may see. Hidden roles are not in it before the reveal. */
export type PublicView = Shown<typeof FIELDS>;
export type Clock = PublicView['clock'];

/** The types that the view's values have on the wire, by their names there. */
export type PublicTypes = {
  readonly [One in FieldsIn<typeof FIELDS> as One['name']]: One['type'];
};
/** The view as it travels. */
export type PublicFields = { readonly [Name in keyof PublicTypes]: WireTypes[PublicTypes[Name]] };

type Wire = WireTypes[keyof WireTypes];
type Values = { readonly [key: string]: unknown };
type Table = { readonly [key: string]: AnyField | Table };

function isField(entry: AnyField | Table): entry is AnyField {
  return typeof entry['write'] === 'function';
}

function fieldsIn(table: Table): readonly AnyField[] {
  return Object.values(table).flatMap((entry) => (isField(entry) ? entry : fieldsIn(entry)));
}

export const PUBLIC_TYPES = Object.fromEntries(fieldsIn(FIELDS).map(({ name, type }) => [name, type])) as PublicTypes;

export function encodePublic(view: PublicView): PublicFields {
  return Object.fromEntries(written(FIELDS, view)) as PublicFields;
}

function written(table: Table, values: Values): readonly (readonly [name: string, wire: Wire])[] {
  return Object.entries(table).flatMap(([key, entry]) =>
    isField(entry) ? [[entry.name, entry.write(values[key])] as const] : written(entry, values[key] as Values),
  );
}

/** Reads fields into views; texts that did not change keep their parsed value, so that what shows them is not drawn again. */
export function publicReader(): (fields: PublicFields) => PublicView {
  const known = new Map<string, { readonly wire: Wire; readonly value: unknown }>();
  const valueIn = ({ name, read }: AnyField, wire: Wire): unknown => {
    const before = known.get(name);
    if (before !== undefined && before.wire === wire) return before.value;
    const value = read(wire);
    known.set(name, { wire, value });
    return value;
  };
  const readAll = (table: Table, fields: Values): Values =>
    Object.fromEntries(
      Object.entries(table).map(([key, entry]) => [
        key,
        isField(entry) ? valueIn(entry, fields[entry.name] as Wire) : readAll(entry, fields),
      ]),
    );
  return (fields) => readAll(FIELDS, fields) as PublicView;
}

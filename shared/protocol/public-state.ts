import { type FieldBuilder, type SchemaType, schema, t } from '@colyseus/schema';
import type { WireTypes } from './field.ts';
import { PUBLIC_TYPES, type PublicFields, type PublicTypes } from './public-view.ts';

type Builders = { -readonly [Name in keyof PublicTypes]: FieldBuilder<WireTypes[PublicTypes[Name]]> };

function builders(): Builders {
  const each = Object.entries(PUBLIC_TYPES).map(([name, type]) => [name, t[type]()]);
  return Object.fromEntries(each) as Builders;
}

/** The class's public state, patched to every browser: the public view, and what the server alone knows. */
export const PublicState = schema({
  version: t.uint8(),
  ...builders(),
  /** Is a desk connected? */
  instructor: t.boolean(),
});
export type PublicState = SchemaType<typeof PublicState>;

/** The state's fields alone, whatever class of the framework holds them. */
export type StateFields = PublicFields & { readonly version: number; readonly instructor: boolean };

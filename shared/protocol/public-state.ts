import { type SchemaType, schema, t } from '@colyseus/schema';

/**
 * The class's public state, patched to every browser. Fields that change once a phase travel as JSON texts (brief, result, banner, notice): each is
 * replaced as a whole, so that no page ever sees half of a new one.
 */
export const PublicState = schema({
  version: t.uint8(),
  code: t.string(),
  title: t.string(),
  phase: t.string(),
  epoch: t.uint32(),
  round: t.uint8(),
  rounds: t.uint8(),
  run: t.uint8(),
  service: t.string(),
  scenario: t.string(),
  architecture: t.string(),
  clockAt: t.number(),
  /** -1: open end. */
  clockEndsAt: t.number(),
  paused: t.boolean(),
  clockRevision: t.uint32(),
  locked: t.boolean(),
  suggestedNames: t.boolean(),
  joined: t.uint16(),
  connected: t.uint16(),
  acted: t.uint16(),
  bots: t.uint16(),
  /** Is a desk connected? */
  instructor: t.boolean(),
  meters: t.string(),
  banner: t.string(),
  notice: t.string(),
  brief: t.string(),
  result: t.string(),
  /** How fast class time passes, in percent of what it should; 100 unless the class is too much for its server. */
  pace: t.uint8(),
});
export type PublicState = SchemaType<typeof PublicState>;

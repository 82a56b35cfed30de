import type { Refusal, Said } from '../../sim/index.ts';

/** Every "no" of a class. The sentence of each is kept in the client's words under `refusal.<code>`. */
export const REFUSALS = [
  /** This kind of actor may never do that. */
  'not-allowed',
  /** Not in this phase. args: phase */
  'wrong-phase',
  /** Given in a phase that is over: late, or a second time. args: phase (that is on) */
  'moved-on',
  /** Given before somebody else stopped or started the clock. */
  'clock-changed',
  /** The class is over. */
  'ended',
  'paused',
  'not-paused',
  'nothing-before',
  'nothing-next',
  'at-end',
  'no-seat',
  'no-machine',
  'kicked',
  'locked',
  /** args: limit */
  'full',
  'name-empty',
  /** args: most */
  'name-long',
  /** Signs that hide, turn or cover others, that no script has in this place, or that devices can't show. */
  'name-characters',
  'name-not-allowed',
  /** It means the teacher, a bot or a machine. args: name */
  'name-reserved',
  /** args: name, offer */
  'name-taken',
  /** args: offer */
  'names-suggested',
  /** args: role, allowed */
  'unknown-role',
  'unknown-stress',
  /** args: problem */
  'bad-stress',
  'stress-ended',
  'stress-active',
  /** args: name */
  'renamed',
  /** args: seconds */
  'too-long',
  'too-fast',
  /** Taken already, overtaken by a later one, or numbered far ahead: it is not done, now or ever. */
  'out-of-order',
  'unknown-verb',
  /** args: most */
  'too-many-machines',
  'unknown-node',
  'node-down',
] as const;
export type RefusalCode = (typeof REFUSALS)[number];

export function refuse(code: RefusalCode, args?: Said['args']): { readonly refusal: Refusal } {
  const key = `refusal.${code}`;
  return { refusal: { code, said: args === undefined ? { key } : { key, args } } };
}

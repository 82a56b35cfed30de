import { PublicState, type StateFields } from '../../shared/protocol/public-state.ts';
import { encodePublic, type PublicView } from '../../shared/protocol/public-view.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { FULL_SPEED } from '../classes/pace.ts';

type Fields = { -readonly [Name in keyof StateFields]: StateFields[Name] };

export function emptyState(): PublicState {
  return new PublicState();
}

/** What the server adds to a class's public view. */
export interface Beside {
  /** Whether a desk is connected. */
  readonly instructor: boolean;
  /** How fast class time passes, in percent of what it should. */
  readonly pace: number;
}

/**
 * Writes what has changed, so that a patch carries nothing else. The clock moves all the time and pages count on by themselves: it is
 * written along with anything else, when somebody comes in (`fresh`) who would count from a stale one, and again and again where time
 * passes more slowly than pages count.
 * @returns whether there is something to send
 */
export function writeState(state: PublicState, view: PublicView, beside: Beside, fresh: boolean): boolean {
  const { clockAt, ...fields } = fieldsOf(view, beside);
  const changed = namesIn(fields).filter((name) => state[name] !== fields[name]);
  if (changed.length === 0 && !fresh && beside.pace === FULL_SPEED) return false;
  for (const name of changed) write(state, name, fields);
  state.clockAt = clockAt;
  return true;
}

function namesIn<Some extends object>(fields: Some): readonly (keyof Some)[] {
  return Object.keys(fields) as (keyof Some)[];
}

function write<Name extends keyof Fields>(state: Pick<Fields, Name>, name: Name, fields: Pick<Fields, Name>): void {
  state[name] = fields[name];
}

function fieldsOf(view: PublicView, { instructor, pace }: Beside): Fields {
  const slowed = pace === FULL_SPEED ? view : { ...view, banner: slow(pace) };
  const shown = { ...slowed, clock: { ...view.clock, pace: pace / FULL_SPEED } };
  return { version: PROTOCOL_VERSION, ...encodePublic(shown), instructor };
}

/** It takes precedence: what is seen is not the network's own behaviour. */
function slow(percent: number): PublicView['banner'] {
  return { said: { key: 'banner.slow', args: { percent } }, mood: 'bad' };
}

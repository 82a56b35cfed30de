import { PublicState } from '../../shared/protocol/public-state.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import type { PublicView } from '../../shared/protocol/views.ts';
import type { Said } from '../../shared/sim/index.ts';
import { FULL_SPEED } from '../classes/pace.ts';

type Plain = string | number | boolean;
type Fields = {
  [Name in keyof PublicState as PublicState[Name] extends Plain
    ? Exclude<Name, 'clockAt' | 'isTrackingPaused'>
    : never]: PublicState[Name];
};

export function emptyState(): PublicState {
  return new PublicState();
}

/** What only the server knows of a class. */
export interface Beside {
  /** Is a desk connected? */
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
  const fields = fieldsOf(view, beside);
  const changed = namesIn(fields).filter((name) => state[name] !== fields[name]);
  if (changed.length === 0 && !fresh && beside.pace === FULL_SPEED) return false;
  for (const name of changed) write(state, name, fields);
  state.clockAt = view.clock.at;
  return true;
}

function namesIn(fields: Fields): readonly (keyof Fields)[] {
  return Object.keys(fields) as (keyof Fields)[];
}

function write<Name extends keyof Fields>(state: Pick<Fields, Name>, name: Name, fields: Fields): void {
  state[name] = fields[name];
}

function fieldsOf(view: PublicView, { instructor, pace }: Beside): Fields {
  const { clock, counts } = view;
  return {
    version: PROTOCOL_VERSION,
    code: view.code,
    title: view.title,
    phase: view.phase,
    epoch: view.epoch,
    round: view.round,
    rounds: view.rounds,
    run: view.run,
    service: view.service ?? '',
    scenario: view.scenario ?? '',
    architecture: view.architecture ?? '',
    clockEndsAt: clock.endsAt ?? -1,
    paused: clock.paused,
    clockRevision: clock.revision,
    locked: view.locked,
    suggestedNames: view.suggestedNames,
    joined: counts.joined,
    connected: counts.connected,
    acted: counts.acted,
    bots: counts.bots,
    instructor,
    meters: JSON.stringify(view.meters),
    banner: JSON.stringify(pace === FULL_SPEED ? view.banner : { said: slow(pace), mood: 'bad' }),
    notice: JSON.stringify(view.notice),
    brief: JSON.stringify(view.brief),
    result: JSON.stringify(view.result),
    pace,
  };
}

/** It comes before any other news: what is seen is not what the network does by itself. */
function slow(percent: number): Said {
  return { key: 'banner.slow', args: { percent } };
}

import type { PublicView } from '../../shared/class/views.ts';
import { PublicState } from '../../shared/protocol/state.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';

type Plain = string | number | boolean;
type Fields = {
  [Name in keyof PublicState as PublicState[Name] extends Plain
    ? Exclude<Name, 'clockAt' | 'isTrackingPaused'>
    : never]: PublicState[Name];
};

export function emptyState(): PublicState {
  return new PublicState();
}

/**
 * Writes what has changed, so that a patch carries nothing else. The clock moves all the time and pages count on by themselves: it is
 * written along with anything else, or when somebody comes in (`fresh`) who would count from a stale one.
 * @returns whether there is something to send
 */
export function writeState(state: PublicState, view: PublicView, instructor: boolean, fresh: boolean): boolean {
  const fields = fieldsOf(view, instructor);
  const changed = namesIn(fields).filter((name) => state[name] !== fields[name]);
  if (changed.length === 0 && !fresh) return false;
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

function fieldsOf(view: PublicView, instructor: boolean): Fields {
  const { clock, counts } = view;
  return {
    version: PROTOCOL_VERSION,
    code: view.code,
    title: view.title,
    phase: view.phase,
    round: view.round,
    rounds: view.rounds,
    run: view.run,
    service: view.service ?? '',
    scenario: view.scenario ?? '',
    architecture: view.architecture ?? '',
    clockEndsAt: clock.endsAt ?? -1,
    paused: clock.paused,
    locked: view.locked,
    suggestedNames: view.suggestedNames,
    joined: counts.joined,
    connected: counts.connected,
    acted: counts.acted,
    bots: counts.bots,
    instructor,
    meters: JSON.stringify(view.meters),
    banner: JSON.stringify(view.banner),
    notice: JSON.stringify(view.notice),
    brief: JSON.stringify(view.brief),
    result: JSON.stringify(view.result),
  };
}

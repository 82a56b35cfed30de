import type { NodeId } from '../../sim/index.ts';
import type { Settings } from './settings.ts';

/** Where calls are shared out: among the people from `first` on. */
interface Class {
  readonly people: number;
  readonly settings: Settings;
}

/** Each call by its first member. People in order, shared out evenly, so that nobody is left alone. */
export function callsOf({ people, settings }: Class): number[] {
  const { first } = settings;
  const callers = Math.max(0, people - first);
  const calls = callCount(callers, settings);
  return Array.from({ length: calls }, (_, call) => first + Math.floor((call * callers) / calls));
}

/** The members of a machine's call, itself among them. */
export function groupOf({ people, settings }: Class, member: number): NodeId[] {
  const { first } = settings;
  const callers = people - first;
  const calls = callCount(callers, settings);
  // The inverse of the first members above: the only call whose end lies behind this member and whose start does not.
  const call = Math.ceil(((member - first + 1) * calls) / callers) - 1;
  const start = first + Math.floor((call * callers) / calls);
  const end = first + Math.floor(((call + 1) * callers) / calls);
  return Array.from({ length: end - start }, (_, index) => (start + index) as NodeId);
}

/** Everybody in a machine's call but itself. */
export function friendsOf(all: Class, member: number): NodeId[] {
  return groupOf(all, member).filter((other) => other !== member);
}

function callCount(callers: number, { group }: Settings): number {
  return Math.max(1, Math.round(callers / group));
}

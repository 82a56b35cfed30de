import type { Avatar } from '../../protocol/views.ts';
import { initialsOf, isolate } from '../names/check.ts';
import type { ClassRead } from '../state/state.ts';

/** What a machine is called and the sign it carries: its student's, a bot's number, or what it is for. */
export interface MachineName {
  readonly name: string;
  readonly mark: Avatar | null;
  readonly bot: boolean;
}

/** `people`: machines that people or bots play; those behind them are infrastructure, called by their role. */
export function machineName(
  state: ClassRead,
  cast: readonly (string | null)[],
  node: number,
  people: number,
  roles: readonly string[],
): MachineName {
  const owner = cast[node];
  const seat = typeof owner === 'string' ? state.seats.get(owner) : undefined;
  if (seat !== undefined) return { name: seat.name, mark: seat.mark, bot: false };
  if (node < people) return { name: `Bot ${node + 1}`, mark: null, bot: true };
  const role = roles[node] ?? '';
  const name = role.slice(0, 1).toUpperCase() + role.slice(1);
  const alike = roles.slice(people).filter((other) => other === role).length;
  const number = roles.slice(people, node + 1).filter((other) => other === role).length;
  return { name: alike > 1 ? `${name} ${number}` : name, mark: null, bot: false };
}

/** A mark for those who have none of their own, where one must be drawn. */
export function avatarFor({ name, mark, bot }: MachineName, node: number): Avatar {
  return mark ?? { shape: 0, colour: 0, initials: bot ? `B${node + 1}` : initialsOf(name) };
}

/** The name of a machine that people or bots play, for use inside a sentence. */
export function playerName(state: ClassRead, cast: readonly (string | null)[], node: number): string {
  return isolate(machineName(state, cast, node, cast.length, []).name);
}

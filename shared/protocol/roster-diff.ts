import type { SeatLine } from './views.ts';

/** What has changed on the roster since the last message about it: new and changed lines, and the seats that are gone. */
export interface RosterDiff {
  readonly lines: readonly SeatLine[];
  readonly gone: readonly string[];
}

/** What a page was sent of the roster: the line of each seat, as text. */
export type RosterMemory = Map<string, string>;

/** What to send so that the page has this roster; undefined when it has it. `all` is in joining order, and no seat comes back. */
export function rosterDiff(memory: RosterMemory, all: readonly SeatLine[]): RosterDiff | undefined {
  const lines = all.filter((line) => memory.get(line.seat) !== JSON.stringify(line));
  const seats = new Set(all.map((line) => line.seat));
  const gone = [...memory.keys()].filter((seat) => !seats.has(seat));
  for (const line of lines) memory.set(line.seat, JSON.stringify(line));
  for (const seat of gone) memory.delete(seat);
  return lines.length + gone.length > 0 ? { lines, gone } : undefined;
}

/** The roster with what has changed: changed lines stay in their places, new ones come at the end. */
export function patchRoster(known: readonly SeatLine[], { lines, gone }: RosterDiff): readonly SeatLine[] {
  const bySeat = new Map(known.map((line) => [line.seat, line]));
  for (const line of lines) bySeat.set(line.seat, line);
  for (const seat of gone) bySeat.delete(seat);
  return [...bySeat.values()];
}

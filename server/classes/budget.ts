import type { Classroom, Command } from '../../shared/class/index.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { refusal } from '../refusals.ts';
import { heaviestOf } from './weights.ts';

/** Events a second that all runs of a server may cause together: about half of what a small computer can do. */
const IN_ALL = 250_000;
/** What a class may always have, however much the others have: over sixty machines of the heaviest service. */
const ALWAYS = 8_000;

/**
 * How many machines a server can bear: a class that begins, or asks for more bots, has to find room beside those that play. Machines of
 * people are never counted against anybody; when they alone are too many, time is shared (`Scheduler`).
 */
export interface Budget {
  /** Why a command would exceed the budget, and how many bots would fit. */
  refuses(own: Classroom, command: Command): Refusal | undefined;
}

/** @param all every class of the server */
export function newBudget(all: () => Iterable<Classroom>): Budget {
  return {
    refuses(own, command) {
      if (!asksForRoom(own, command)) return undefined;
      const room = Math.max(ALWAYS, IN_ALL - takenByOthers(all(), own));
      const asked = command.type === 'bots' ? command.fillTo : undefined;
      const weight = (fillTo: number | undefined) => heaviestOf(own.runsAhead(fillTo));
      if (weight(asked) <= Math.max(room, weight(0))) return undefined;
      return refusal('too-many-bots', { bots: mostThatFit((bots) => weight(bots) <= room) });
    },
  };
}

/** A lesson's own progress was budgeted for when it began. */
function asksForRoom(own: Classroom, { type, ...rest }: Command): boolean {
  if (type !== 'bots') return !own.isInRound && (type === 'start' || type === 'next' || type === 'back');
  return 'fillTo' in rest && heaviestOf(own.runsAhead(rest.fillTo)) > heaviestOf(own.runsAhead());
}

function takenByOthers(all: Iterable<Classroom>, own: Classroom): number {
  const others = [...all].filter((classroom) => classroom !== own && classroom.isInRound);
  return others.reduce((sum, classroom) => sum + heaviestOf(classroom.runsAhead()), 0);
}

/** The largest whole number up to 300 that fits; those above it don't. */
function mostThatFit(fits: (bots: number) => boolean): number {
  let [low, high] = [0, 300];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

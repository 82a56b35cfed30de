import type { ClassRunner } from './class-runner.ts';

/** Seats that one address, or those who came by the class's link there, may be promised without coming for them: more than a class takes in at once. */
export const MOST_UNCLAIMED = 120;
/** ms until a seat that nobody came for is given up: a page on a bad network needs some tries. */
const GIVEN_UP_MS = 120_000;

const SERVER = { kind: 'server' } as const;

interface Promised {
  /** ms of the server's clock. */
  readonly since: number;
  /** Whom it was promised to, as far as limits go; '' when that was before a restart. */
  readonly whose: string;
}

/** Seats that were given out and never connected: how many there are for whom, and when they are taken back. */
export interface UnclaimedSeats {
  mayJoin(runner: ClassRunner, whose: string): boolean;
  note(runner: ClassRunner, seat: string, whose: string): void;
  /** Takes back what was promised too long ago. */
  sweep(runners: Iterable<ClassRunner>): void;
}

export function newUnclaimedSeats(now: () => number): UnclaimedSeats {
  const classes = new Map<string, Map<string, Promised>>();
  const current = ({ code, latest }: ClassRunner): Map<string, Promised> => {
    const known = classes.get(code);
    const noted = new Map<string, Promised>();
    for (const { id, claimed } of latest.seats)
      if (!claimed) noted.set(id, known?.get(id) ?? { since: now(), whose: '' });
    if (noted.size > 0) classes.set(code, noted);
    else classes.delete(code);
    return noted;
  };
  return {
    mayJoin: (runner, whose) =>
      [...current(runner).values()].filter((promised) => promised.whose === whose).length < MOST_UNCLAIMED,
    note(runner, seat, whose) {
      const promised = current(runner);
      if (promised.has(seat)) promised.set(seat, { since: now(), whose });
    },
    sweep(runners) {
      const open = [...runners];
      const codes = new Set(open.map(({ code }) => code));
      for (const code of [...classes.keys()]) if (!codes.has(code)) classes.delete(code);
      for (const runner of open) {
        for (const [seat, { since }] of current(runner))
          if (now() - since > GIVEN_UP_MS) void runner.submit({ command: { type: 'give-up', seat }, actor: SERVER });
      }
    },
  };
}

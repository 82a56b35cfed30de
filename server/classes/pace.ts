/** ms of class time that a run goes on before its share is looked at: the most by which it exceeds that. */
const GRAIN_MS = 5;
/** ms of work that a run may do at once, so that others are answered in between. */
const AT_ONCE_MS = 5;
/** ms of class time by which a class may be behind, and catches up again. What is more is lost. */
const MOST_BEHIND_MS = 3_000;
/** ms for which a class must have been behind before it loses any: everybody has to catch up now and then. */
const BEHIND_FOR_MS = 4_000;
/** ms over which its speed is measured, and the fineness in percent of what is said about it. */
const WINDOW_MS = 2_000;
const FINENESS = 10;
export const FULL_SPEED = 100;

/** A class as far as its time is concerned; `isRunning`: a run is on. */
interface Goer {
  readonly isRunning: boolean;
  advance(at: number): void;
}

/**
 * Where a class stands in its time. Class time follows the server's clock, but never runs ahead of the class's run: one that costs more
 * than the class's share of the server goes on in slow motion, and its class with it. To the run nothing has happened: acts, marks and
 * ends of phases have the time at which the class stands, so that the same inputs lead to the same result however long it took.
 */
export class Pace {
  /** ms of class time, whole: where the class stands. Its run has been taken so far, and no farther. */
  at: number;
  /** How fast class time passed lately, in percent of the clock's; `FULL_SPEED` for a class that keeps up. */
  percent = FULL_SPEED;
  private readonly clock: () => number;
  private readonly stopwatch: () => number;
  /** ms of work that the run may still do in this round. */
  private allowance = Number.POSITIVE_INFINITY;
  /** ms that have passed by the clock and never will in the class. */
  private lost = 0;
  private behind = 0;
  private settledAt: number;
  private caughtUpAt: number;
  private window: { readonly since: number; readonly lost: number };

  /** @param clock what class time would be, had none been lost @param stopwatch ms of a clock that measures what work costs */
  constructor(clock: () => number, stopwatch: () => number) {
    this.clock = clock;
    this.stopwatch = stopwatch;
    this.at = clock();
    this.settledAt = stopwatch();
    this.caughtUpAt = this.settledAt;
    this.window = { since: this.settledAt, lost: 0 };
  }

  /** Grants the run this many ms of work in this round. */
  grant(ms: number): void {
    this.allowance = ms;
  }

  /** Whether the run may go on in this round. */
  get mayGoOn(): boolean {
    return this.allowance > 0;
  }

  /** Advances the class towards now as far as its share allows. @returns whether it got there */
  goOn(room: Goer): boolean {
    const began = this.stopwatch();
    const end = began + Math.min(AT_ONCE_MS, this.allowance);
    const now = this.clock() - this.lost;
    while (this.at < now) {
      const next = room.isRunning ? Math.min(now, this.at + GRAIN_MS) : now;
      room.advance(next);
      this.at = next;
      if (this.stopwatch() >= end) break;
    }
    this.allowance -= this.stopwatch() - began;
    return this.at >= now;
  }

  /**
   * At the end of its round. A class that falls behind further and further loses the time that it can't catch up with.
   * @returns whether it has just become slow
   */
  settle(): boolean {
    const now = this.stopwatch();
    const behind = this.clock() - this.lost - this.at;
    if (behind <= GRAIN_MS) this.caughtUpAt = now;
    const fallen = now - this.caughtUpAt < BEHIND_FOR_MS ? 0 : behind - Math.max(MOST_BEHIND_MS, this.behind);
    const lost = Math.min(Math.max(0, fallen), Math.floor(now - this.settledAt));
    this.lost += lost;
    this.behind = behind - lost;
    this.settledAt = now;
    const before = this.percent;
    if (now - this.window.since >= WINDOW_MS) this.measure(now);
    return before === FULL_SPEED && this.percent < FULL_SPEED;
  }

  private measure(now: number): void {
    const { since, lost } = this.window;
    const share = 1 - (this.lost - lost) / (now - since);
    // A pace above 0 is never shown as 0 %.
    this.percent = Math.max(1, Math.round((share * FULL_SPEED) / FINENESS) * FINENESS);
    this.window = { since: now, lost: this.lost };
  }
}

/** ms that all steps of one round may take together; there are at most twenty rounds in a second. */
const ROUND_MS = 30;
/** ms after which whatever has come in meanwhile is looked at. */
const AT_ONCE_MS = 6;

/** Something that wants a share of the server's time in every round: a class. */
export interface Member {
  /** Time that is short is shared out by it: how many people wait for this class. */
  weight(): number;
  /** Grants this many ms of work in this round. */
  grant(ms: number): void;
  /** One bit of work, short enough that nobody waits for it. @returns whether there is more to do in this round */
  step(): boolean;
}

export interface SchedulerParts {
  /** ms of a clock that measures what work costs. */
  readonly stopwatch: () => number;
  /** Runs the work after the events that have already arrived. */
  readonly soon: (work: () => void) => void;
}

interface Round {
  readonly waiting: Member[];
  readonly granted: Map<Member, number>;
  readonly spent: Map<Member, number>;
  /** The weight of all, and of those that have not been granted their shares yet. */
  readonly weight: number;
  weightLeft: number;
  /** ms that others have left over. */
  spare: number;
}

/**
 * Shares the server's time out among its classes. Those that took least in the round before come first, and what they leave is for the
 * others: whoever needs less than a fair share gets all that it needs, and only those that want more than the server has go short.
 */
export class Scheduler {
  private readonly parts: SchedulerParts;
  private readonly due = new Set<Member>();
  private readonly lastSpent = new WeakMap<Member, number>();
  private round: Round | null = null;
  private isBusy = false;

  constructor(parts: SchedulerParts) {
    this.parts = parts;
  }

  /** Asks for a turn in the next round; asking twice makes no difference. */
  ask(member: Member): void {
    this.due.add(member);
    if (this.isBusy) return;
    this.isBusy = true;
    // Members that ask at the same moment share one round.
    this.parts.soon(() => this.begin());
  }

  leave(member: Member): void {
    this.due.delete(member);
  }

  private begin(): void {
    const waiting = [...this.due].sort((a, b) => this.lately(a) - this.lately(b));
    this.due.clear();
    const weight = waiting.reduce((sum, member) => sum + member.weight(), 0);
    this.round = { waiting, granted: new Map(), spent: new Map(), weight, weightLeft: weight, spare: 0 };
    this.work();
  }

  private work(): void {
    const { round } = this;
    if (round === null) return;
    const began = this.parts.stopwatch();
    try {
      while (round.waiting.length > 0 && this.parts.stopwatch() - began < AT_ONCE_MS) this.stepFirst(round);
    } finally {
      // A member that throws loses its turn; the others keep theirs.
      if (round.waiting.length > 0) this.parts.soon(() => this.work());
      else this.end();
    }
  }

  private end(): void {
    this.round = null;
    this.isBusy = this.due.size > 0;
    if (this.isBusy) this.parts.soon(() => this.begin());
  }

  private stepFirst(round: Round): void {
    const member = round.waiting.shift();
    if (member === undefined) return;
    if (!round.granted.has(member)) grant(round, member);
    const began = this.parts.stopwatch();
    const hasMore = member.step();
    const spent = (round.spent.get(member) ?? 0) + this.parts.stopwatch() - began;
    round.spent.set(member, spent);
    if (hasMore) round.waiting.push(member);
    else {
      this.lastSpent.set(member, spent);
      round.spare += (round.granted.get(member) ?? 0) - spent;
    }
  }

  private lately(member: Member): number {
    return this.lastSpent.get(member) ?? 0;
  }
}

/** What is its own in any case, however far others went beyond theirs, and its share of what is to spare. */
function grant(round: Round, member: Member): void {
  const weight = member.weight();
  const more = (Math.max(0, round.spare) * weight) / Math.max(weight, round.weightLeft);
  const share = (ROUND_MS * weight) / Math.max(weight, round.weight) + more;
  round.granted.set(member, share);
  round.spare -= more;
  round.weightLeft -= weight;
  member.grant(share);
}

import type { ClassEvent, Classroom } from '../../shared/class/index.ts';
import type { SeatLine } from '../../shared/protocol/views.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import type { Entry } from '../journal/contract.ts';
import { refusal } from '../refusals.ts';

/** Events so frequent that screens follow them at their own pace. */
const QUIET: ReadonlySet<ClassEvent['type']> = new Set([
  'joined',
  'connected',
  'disconnected',
  'predicted',
  'voted',
  'acted',
  'clock',
  'seat-code',
  'moved',
]);

export type Refused = { readonly refusal: Refusal };

interface Reader {
  readonly look: (classroom: Classroom) => void;
  readonly refuse: () => void;
}

/**
 * A class that is hidden while it is ahead of its journal. `ahead()` hands it out to be changed; it stays hidden until the changes are kept
 * or another class replaces it.
 */
export class KeptClass {
  /** Incremented with every change. */
  version = 0;
  /** Incremented with every change that all screens show at once, such as a new phase. */
  turns = 0;
  private classroom: Classroom;
  private state: 'kept' | 'ahead' | 'lost' = 'kept';
  private rosterCache: { version: number; lines: readonly SeatLine[] };
  private readers: Reader[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly report: (sentence: string) => void;

  constructor(classroom: Classroom, report: (sentence: string) => void) {
    this.classroom = classroom;
    this.report = report;
    this.rosterCache = { version: 0, lines: classroom.roster() };
  }

  /** The class as its journal has it; null while it is ahead of its journal or can't be read. After a failed commit it is another object. */
  get kept(): Classroom | null {
    return this.state === 'kept' ? this.classroom : null;
  }

  /** The class as it is, kept or not, for the server's own accounting. Nothing that anybody sees may rest on it. */
  get latest(): Classroom {
    return this.classroom;
  }

  /** Reads from the class as soon as it is kept. Refused if its journal can't be read. */
  read<Value>(look: (classroom: Classroom) => Value): Promise<Value | Refused> {
    return new Promise((resolve, reject) => {
      const reader = {
        look: (classroom: Classroom) => void attemptLook(classroom, look).then(resolve, reject),
        refuse: () => resolve({ refusal: refusal('not-saved') }),
      };
      this.readers.push(reader);
      if (this.state !== 'ahead') this.answer();
    });
  }

  /** Calls back after every commit, so that whoever was held up can go on. */
  whenKept(listener: () => void): void {
    this.listeners.add(listener);
  }

  /** The roster of the class as last kept; made once for all screens. */
  roster(): readonly SeatLine[] {
    if (this.state === 'kept' && this.rosterCache.version !== this.version)
      this.rosterCache = { version: this.version, lines: this.classroom.roster() };
    return this.rosterCache.lines;
  }

  /** Hands out the class to be changed; it is hidden from now on. */
  ahead(): Classroom {
    this.state = 'ahead';
    return this.classroom;
  }

  /** The changes are in the journal: shows the class again. */
  keep(entries: readonly Entry[]): void {
    if (entries.length > 0) this.version += 1;
    for (const entry of entries) if (entry.type === 'event' && !QUIET.has(entry.event.type)) this.turns += 1;
    this.settle('kept');
  }

  /** Replaces the class with what its journal says, after a failed commit. */
  replace(classroom: Classroom): void {
    this.classroom = classroom;
    this.version += 1;
    this.turns += 1;
    this.settle('kept');
  }

  /** The journal can't be read, so there is nothing to show. */
  lose(): void {
    this.settle('lost');
  }

  private settle(state: 'kept' | 'lost'): void {
    this.state = state;
    this.answer();
    for (const listener of this.listeners) this.call(listener);
  }

  /** A listener that fails doesn't undo the commit. */
  private call(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      this.report(`Class ${this.classroom.code}: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }

  private answer(): void {
    const { readers } = this;
    this.readers = [];
    for (const { look, refuse } of readers) this.state === 'kept' ? look(this.classroom) : refuse();
  }
}

/** Looks at once. */
async function attemptLook<Value>(classroom: Classroom, look: (classroom: Classroom) => Value): Promise<Value> {
  return look(classroom);
}

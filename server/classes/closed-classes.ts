import type { Report } from '../../shared/class/index.ts';
import { refusal } from '../refusals.ts';
import { credentialsOf, DESK } from './credentials.ts';
import type { Refused } from './kept-class.ts';
import { type LoadParts, loadClass } from './load.ts';

/** Reports of closed classes to keep in memory. */
const MOST_REPORTS = 8;

export interface ClosedParts extends LoadParts {
  /** Runs the work beside what else is being loaded, within bounds. */
  readonly inTurn: <Value>(work: () => Promise<Value>) => Promise<Value>;
  readonly report: (sentence: string) => void;
}

/** Classes that are over, as long as their journals are kept. */
export class ClosedClasses {
  private readonly parts: ClosedParts;
  private readonly reports = new Map<string, Promise<Report | Refused>>();

  constructor(parts: ClosedParts) {
    this.parts = parts;
  }

  /** Gives the report to whoever has the desk's key. It is made for nobody else, and once. */
  async report(code: string, key: string): Promise<Report | Refused> {
    const found = await this.parts.journal.credentials(code);
    if (!found.ok) return { refusal: refusal(found.cause === 'damaged' ? 'set-aside' : 'class-waits') };
    if (!credentialsOf(found.credentials).holds(DESK, key)) return { refusal: refusal('wrong-key') };
    const known = this.reports.get(code) ?? this.parts.inTurn(() => this.made(code));
    this.reports.delete(code);
    this.reports.set(code, known);
    for (const oldest of [...this.reports.keys()].slice(0, -MOST_REPORTS)) this.reports.delete(oldest);
    return known;
  }

  private async made(code: string): Promise<Report | Refused> {
    const loaded = await loadClass(code, this.parts);
    if (loaded?.ok === true) {
      const { classroom } = loaded;
      // A class that was closed in the middle of a run ends there.
      if (!classroom.over) classroom.apply({ type: 'ended', at: classroom.lastAt });
      return classroom.report();
    }
    this.reports.delete(code);
    if (loaded !== null) this.parts.report(`The report of class ${code} can't be made: ${loaded.problem}.`);
    return { refusal: refusal(loaded === null || loaded.cause === 'damaged' ? 'set-aside' : 'class-waits') };
  }
}

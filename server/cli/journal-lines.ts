import type { LessonPlan } from '../../shared/scenarios/scenario.ts';
import { DESK } from '../classes/credentials.ts';
import type { Entry } from '../journal/contract.ts';
import { type Details, detailsOf } from './journal-details.ts';

/** An entry in the form in which it may be shown. */
export interface JournalLine {
  /** Counted from 1. */
  readonly number: number;
  /** Seconds of class time. */
  readonly time: number;
  readonly type: string;
  /** A student by name, or the desk; null when the event is the whole class's. */
  readonly who: string | null;
  readonly details: Details;
}

/** All entries, with students called as they were called at that time. */
export function journalLines(entries: readonly Entry[]): readonly JournalLine[] {
  const names = firstNames(entries);
  const nameOf = (seat: string) => names.get(seat) ?? seat;
  let lesson: LessonPlan | undefined;
  let time = 0;
  return entries.map((entry, index): JournalLine => {
    const number = index + 1;
    if (entry.type === 'grant') {
      const who = entry.holder === DESK ? DESK : nameOf(entry.holder);
      return { number, time, type: 'credential', who, details: entry.alone ? { alone: true } : {} };
    }
    const { event } = entry;
    time = event.at / 1000;
    if (event.type === 'opened') lesson = event.lesson;
    const who = 'seat' in event ? nameOf(event.seat) : null;
    if (event.type === 'renamed') names.set(event.seat, event.name);
    return { number, time, type: event.type, who, details: detailsOf(event, { lesson, nameOf }) };
  });
}

/** A seat's credential may come before its `joined`. */
function firstNames(entries: readonly Entry[]): Map<string, string> {
  const joined = entries.flatMap((entry) =>
    entry.type === 'event' && entry.event.type === 'joined' ? [entry.event] : [],
  );
  return new Map(joined.map(({ seat, name }) => [seat, name]));
}

export function lineAsText({ number, time, type, who, details }: JournalLine): string {
  const words = Object.entries(details).map(([field, value]) => `${field}=${wordOf(value)}`);
  const columns = [String(number).padStart(5), time.toFixed(3).padStart(9), type.padEnd(18), (who ?? '').padEnd(16)];
  return printable([...columns, ...words].join(' ').trimEnd());
}

export function lineAsJson({ number, time, type, who, details }: JournalLine): string {
  return printable(JSON.stringify({ number, time, type, ...(who === null ? {} : { who }), ...details }));
}

function wordOf(value: Details[string] | undefined): string {
  return typeof value === 'string' && /^[\w-]+$/.test(value) ? value : JSON.stringify(value);
}

/** What would move a terminal's cursor or turn its text round, as an escape that JSON reads too. */
export function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

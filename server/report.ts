import { newBucket, take } from './limits/bucket.ts';

const LINES = { atOnce: 40, perSecond: 0.5 };
/** The most of one text that is reported, such as a stack: lines, and characters. */
const MOST_PARTS = 6;
const MOST_LETTERS = 800;

export type Report = (sentence: string) => void;

/** Tells each thing in one line of a bounded length, and of many things at once how many were left out. */
export function boundedReport(report: Report, now: () => number): Report {
  const bucket = newBucket(LINES.atOnce, LINES.perSecond, now());
  let leftOut = 0;
  return (sentence) => {
    if (!take(bucket, now())) {
      leftOut += 1;
      return;
    }
    if (leftOut > 0) report(`${leftOut} ${leftOut === 1 ? 'line' : 'lines'} before this one left out.`);
    leftOut = 0;
    report(oneLine(sentence));
  };
}

const SPEAKING = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;

/** Packages speak to the console whenever a client sends odd bytes; from now on that is reported like everything else. */
export function boundConsole(target: Pick<Console, (typeof SPEAKING)[number]>, report: Report): void {
  for (const way of SPEAKING) target[way] = (...what: readonly unknown[]) => report(what.map(textOf).join(' '));
}

/** An error as text, with its place. */
export function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function oneLine(text: string): string {
  const parts = text
    .split(/[\r\n\u2028\u2029]+/, MOST_PARTS)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const line = parts.join(' | ');
  return line.length <= MOST_LETTERS ? line : `${line.slice(0, MOST_LETTERS)}...`;
}

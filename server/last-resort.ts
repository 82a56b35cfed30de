import type { EventEmitter } from 'node:events';
import { newBucket, take } from './limits/bucket.ts';
import { type Report, textOf } from './report.ts';

/** More than so many at once, or than one in `PER_SECOND`, do not come from a few odd connections. */
const AT_ONCE = 10;
const PER_SECOND = 1 / 60;

export interface LastResortParts {
  readonly report: Report;
  /** Ends the server in order, so that everybody comes back when it is started again. */
  readonly end: () => void;
  /** ms of the server's monotonic clock. */
  readonly now: () => number;
}

/**
 * What nobody caught. The server goes on: all work of a class is guarded where it is done, and what a class is stands in its journal, so
 * that such an error comes from the handling of one connection or request, which is lost with it. When they don't stop, something that
 * all classes share may be broken, and doesn't heal: then the server ends in order rather than go on half.
 */
export function catchTheUncaught(process: EventEmitter, { report, end, now }: LastResortParts): void {
  const bucket = newBucket(AT_ONCE, PER_SECOND, now());
  let ending = false;
  const caught = (what: string) => (error: unknown) => {
    report(`${what}, and the server goes on: ${textOf(error)}`);
    if (take(bucket, now()) || ending) return;
    ending = true;
    report('There is no end of errors that nobody caught: the server ends. Classes go on when it is started again.');
    end();
  };
  process.on('uncaughtException', caught('An error that nobody caught'));
  process.on('unhandledRejection', caught('A failure that nobody waited for'));
}

import { LocalDriver, LocalPresence, matchMaker } from '@colyseus/core';
import { setLogger } from '@colyseus/core/Logger';
import { Encoder } from '@colyseus/schema';
import { newBucket, take } from '../limits/bucket.ts';
import { refuseTelemetry } from './telemetry.ts';

/** A state is cut off silently where its buffer ends. */
const STATE_BYTES = 256 * 1_024;
const COMPLAINTS = { atOnce: 10, perSecond: 0.2 };

/** Sets the framework up for this process alone: no Redis, no files of settings, and no other log than ours. */
export async function setUpColyseus(report: (sentence: string) => void, now: () => number): Promise<void> {
  Encoder.BUFFER_SIZE = STATE_BYTES;
  const complaints = newBucket(COMPLAINTS.atOnce, COMPLAINTS.perSecond, now());
  const complain = (...what: readonly unknown[]) => {
    if (take(complaints, now())) report(`Connection: ${firstLineOf(what)}`);
  };
  const ignore = () => undefined;
  refuseTelemetry();
  setLogger({ debug: ignore, info: ignore, trace: ignore, warn: complain, error: complain });
  await matchMaker.setup(new LocalPresence(), new LocalDriver());
}

/** Malformed bytes from a client make one line in the log, not a stack each. */
function firstLineOf(what: readonly unknown[]): string {
  return what.map(String).join(' ').split('\n', 1)[0] ?? '';
}

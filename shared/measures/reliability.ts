import { type Reason, reasonCode } from '../sim/vocabulary.ts';
import type { Measure, RunFacts } from './contract.ts';
import type { Entry, Part } from './entry.ts';
import { hitNodes, neededNodes, noOutages, type Outage, outages } from './outages.ts';
import { absent, type Face, found, sample, sum, take } from './sample.ts';

const face = (id: string, unit: Face['unit'], better: Face['better']): Face => ({
  id: `reliability.${id}`,
  aspect: 'reliability',
  unit,
  better,
});
const AVAILABILITY = face('availability', 'share', 1);
const BLAST = face('blast-radius', 'share', -1);
const KEPT = face('service-kept', 'ratio', 1);
const RECOVERY = face('recovery', 'seconds', -1);
const WORK_LOST = face('work-lost', 'count', -1);

const FAULT = reasonCode('server-down');
/** Reasons that a machine's fall gives for what is lost with it. */
const FALLS: readonly Reason[] = ['sender-down', 'receiver-down', 'server-down', 'left'];
const FALL_CODES = new Set(FALLS.map(reasonCode));

export type ReliabilityState = ReturnType<typeof noFaults>;
export function noFaults() {
  return {
    outages: noOutages(),
    falls: sample(),
    lost: sample(),
    gotBefore: sample(),
    gotDuring: sample(),
    asked: sample(),
    answered: sample(),
  };
}

/** What a fault costs: how many feel it, how much goes on, how long it takes to mend, what is lost. */
export function reliability(state: ReliabilityState): Part {
  const followed = outages(state.outages);
  const { falls, lost, gotBefore, gotDuring, asked, answered } = state;

  const got = ({ node, time, value, seq }: Entry): void => {
    followed.met(node, time, true);
    if (followed.list.length === 0) take(gotBefore, seq);
    if (followed.current === undefined) return;
    take(gotDuring, seq);
    if (time - value >= followed.current.begun) take(answered, seq);
  };
  const workLost = ({ reason, seq }: Entry): void => {
    if (FALL_CODES.has(reason)) take(lost, seq);
  };

  const blast = (): Measure => {
    const needed = sum(followed.list.map(neededNodes));
    const hit = sum(followed.list.map((outage) => hitNodes(outage).length));
    return needed === 0 ? absent(BLAST, 'nobody-in-need') : found(BLAST, hit / needed, falls, gotDuring);
  };
  const kept = ({ end }: RunFacts): Measure => {
    const { before, during } = followed.busy(end);
    if (during === 0) return absent(KEPT, 'nobody-in-need');
    if (gotBefore.count === 0 || before === 0) return absent(KEPT, 'nothing-before');
    return found(KEPT, gotDuring.count / during / (gotBefore.count / before), gotBefore, gotDuring);
  };
  const availability = (): Measure =>
    asked.count === 0
      ? absent(AVAILABILITY, 'nothing-asked')
      : found(AVAILABILITY, answered.count / asked.count, asked, answered);
  const recovery = (): Measure => {
    if (sum(followed.list.map(neededNodes)) === 0) return absent(RECOVERY, 'nobody-in-need');
    const mended = followed.list.filter((outage) => outage.ended !== null);
    if (mended.length === 0) return absent(RECOVERY, 'not-mended');
    const still = mended.reduce((most, outage) => Math.max(most, outage.waiting?.size ?? 0), 0);
    if (still > 0) return absent(RECOVERY, 'not-recovered', { n: still });
    const span = ({ recovered, ended }: Outage): number => recovered - (ended ?? recovered);
    return found(RECOVERY, Math.max(...mended.map(span)) / 1e6, falls);
  };

  return {
    entries: {
      down: ({ node, time, reason, seq }) => {
        if (reason !== FAULT) return;
        followed.down(node, time);
        take(falls, seq);
      },
      up: ({ node, time }) => followed.up(node, time),
      lost: workLost,
      dropped: workLost,
      expired: workLost,
    },
    facts: {
      asked: ({ node, time, seq }) => {
        followed.asked(node, time);
        if (followed.current !== undefined) take(asked, seq);
      },
      got,
      failed: ({ node, time }) => followed.met(node, time, false),
    },
    measures: (facts) => {
      const workMeasure = found(WORK_LOST, lost.count, lost);
      if (followed.list.length === 0) {
        return [...[AVAILABILITY, BLAST, KEPT, RECOVERY].map((about) => absent(about, 'no-outage')), workMeasure];
      }
      return [availability(), blast(), kept(facts), recovery(), workMeasure];
    },
  };
}

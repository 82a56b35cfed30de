import { type Job, type Message, type MessageId, type Micros, micros, type Refusal } from '../../sim/index.ts';
import type { Self, SelfSight } from '../kit/index.ts';
import type { Settings } from './settings.ts';
import { no } from './texts.ts';

/** Requests that wait at a machine, in an order that its person can change. */
export interface Line {
  /** Those that go first, by message, in this order. */
  chosen: number[];
}
type Machine = Self<Settings, Line>;
type MachineSight = SelfSight<Settings, Line>;
interface Picked {
  readonly job: number | null;
}

/** How many requests a person can line up to go first. */
const MOST_CHOSEN = 5;

/**
 * Takes a request into a machine's work; false, and refused as queue-full, when there is no place. Answers that wait for the uplink
 * hold their places too: otherwise a queue would grow without bound where nobody sees it.
 */
export function takeIn(me: Machine, message: Message): boolean {
  const { places } = me.spec;
  if (places !== null && me.queue.length + me.working.length + me.uplinkLength >= places) {
    me.refuse(message, 'queue-full');
    return false;
  }
  return me.enqueue(message, serviceTime(me));
}

function serviceTime(me: Machine): Micros {
  const { service, serviceTimes } = me.settings;
  return micros(serviceTimes === 'D' ? service : me.random('service').exponential(service));
}

/** Where the first of the chosen requests stands in the queue; -1 when none of them waits. */
export function nextChosen({ state }: Machine, queue: readonly Job[]): number {
  while (state.chosen.length > 0) {
    const chosen = state.chosen.shift();
    const index = queue.findIndex(({ message }) => message.id === chosen);
    if (index >= 0) return index;
  }
  return -1;
}

/** Waiting requests that nobody put first, oldest first. */
export function unchosen({ queue, state }: MachineSight): readonly Job[] {
  return queue.filter(({ message }) => !state.chosen.includes(message.id));
}

/** A waiting request goes first. */
export const pick = {
  whyNot(me: MachineSight, { job }: Picked): Refusal | undefined {
    if (job === null) return no('nobody-waits');
    const stillChosen = chosenAndWaiting(me);
    if (!isWaiting(me, job)) return no('not-waiting');
    if (me.state.chosen.includes(job)) return no('already-picked');
    return stillChosen.length >= MOST_CHOSEN ? no('enough-picked') : undefined;
  },
  do(me: Machine, { job }: Picked): void {
    if (job !== null) me.state.chosen = [...chosenAndWaiting(me), job];
  },
};

function chosenAndWaiting(me: MachineSight): number[] {
  return me.state.chosen.filter((id) => isWaiting(me, id));
}

function isWaiting({ queue }: MachineSight, job: number): boolean {
  return queue.some(({ message }) => message.id === (job as MessageId));
}

import { type ReadonlySignal, signal } from '@preact/signals';
import type { ClockRead } from '../connection/index.ts';
import { clockText, remaining, remainingUntil } from '../view/clock.ts';
import { text } from '../words/index.ts';

const STEP_MS = 250;
const HURRY_MS = 10_000;
const now = signal(performance.now());
setInterval(() => {
  now.value = performance.now();
}, STEP_MS);

/** What is left of the phase, counted down by the page's own clock. Nothing where the phase has no end. */
export function TimeLeft({ clock }: { readonly clock: ReadonlySignal<ClockRead | null> }) {
  const left = remaining(clock.value, now.value);
  if (left === null) return null;
  const time = clockText(left);
  const paused = clock.value?.clock.paused === true;
  return (
    <span
      class={`time ${left < HURRY_MS && !paused ? 'hurry' : ''}`}
      role="timer"
      translate={false}
      aria-label={text('time.left', { time })}
    >
      {time}
    </span>
  );
}

/** What is left until this moment (ms of class time), as `m:ss` by the page's own clock; whoever shows it is drawn again as it passes. */
export function timeUntil(endsAt: number, clock: ReadonlySignal<ClockRead | null>): string {
  return clock.value === null ? '' : clockText(remainingUntil(endsAt, clock.value, now.value));
}

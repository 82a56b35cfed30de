import { useEffect, useMemo, useState } from 'preact/hooks';
import { ARCHITECTURES } from '../../shared/sim/plan.ts';
import { ArchitectureMark } from '../ui/marks.tsx';
import { longest, type Recordings, replaySource } from '../view/board/recording.ts';
import type { PictureWords } from '../view/board/source.ts';
import { clockText } from '../view/clock.ts';
import { text } from '../words/index.ts';
import { Network } from './network.tsx';

/** A whole run passes in so long (ms), then both stand still for a moment and begin again. */
const LOOP_MS = 30_000;
const REST_MS = 3_000;
const MICROS_PER_MS = 1_000;
/** How often the timeline is updated, in ms. */
const TICK_MS = 200;

/** Both networks at the same second of their runs, over and over, until somebody takes hold of the time line. */
export function Replays(props: {
  readonly recordings: Recordings;
  readonly words: PictureWords;
  readonly local: () => number;
}) {
  const { recordings, words, local } = props;
  const end = longest(recordings);
  const player = useMemo(() => newPlayer(end, local), [end, local]);
  const [shown, show] = useState(player.now());
  useEffect(() => {
    const ticking = setInterval(() => show(player.now()), TICK_MS);
    return () => clearInterval(ticking);
  }, [player]);
  const sources = useMemo(
    () =>
      ARCHITECTURES.flatMap((side) => {
        const recording = recordings.runs[side];
        return recording === undefined ? [] : [{ side, source: replaySource(recording, words, player.now) }];
      }),
    [recordings, words, player],
  );
  const time = clockText(shown / MICROS_PER_MS);
  return (
    <section class="replays" aria-label={text('board.replays')}>
      {sources.map(({ side, source }) => (
        <figure key={side} data-architecture={side}>
          <figcaption>
            <ArchitectureMark of={side} /> {text(`architecture.${side}`)} <time>{time}</time>
          </figcaption>
          <div class="network">
            <Network source={source} />
          </div>
        </figure>
      ))}
      <input
        type="range"
        min={0}
        max={end}
        step={100_000}
        value={shown}
        aria-label={text('board.replays.time')}
        aria-valuetext={time}
        onInput={(event) => {
          player.hold(Number(event.currentTarget.value));
          show(player.now());
        }}
      />
    </section>
  );
}

interface Player {
  /** The run time to show now, in µs. */
  now(): number;
  /** Holds at this run time, in µs, from now on. */
  hold(t: number): void;
}

/** With reduced motion it starts on hold in the middle of the run. */
function newPlayer(end: number, local: () => number): Player {
  const begun = local();
  let held = window.matchMedia('(prefers-reduced-motion: reduce)').matches ? end / 2 : undefined;
  return {
    now: () => held ?? Math.min(1, ((local() - begun) % (LOOP_MS + REST_MS)) / LOOP_MS) * end,
    hold: (t) => {
      held = t;
    },
  };
}

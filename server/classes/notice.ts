import type { Classroom } from '../../shared/class/index.ts';
import { say, type TextKey } from '../../shared/class/words/text-keys.ts';
import type { Said } from '../../shared/sim/index.ts';
import type { Monotonic } from './class-clock.ts';

/** How long desk and board show a notice, in ms. */
const SAID_FOR_MS = 60_000;
/** The shortest stop of the server that is worth a notice. */
const LONG_STOP_MS = 5_000;

/** Notices about the server for everybody who sees the class. */
export interface Notices {
  /** The current notice, or null. */
  current(): Said | null;
  /** The server stood still for this many ms, and so did the class's clock. */
  afterStop(ms: number, classroom: Classroom | null): void;
  /** The class goes on from here, and what came after that is lost. @returns where that is, in English */
  afterLoss(classroom: Classroom): string;
}

export function newNotices(now: Monotonic): Notices {
  let last: { readonly said: Said; readonly until: number } | undefined;
  const tell = (key: TextKey, args: Said['args']): void => {
    last = { said: say(key, args), until: now() + SAID_FOR_MS };
  };
  return {
    current: () => (last !== undefined && now() < last.until ? last.said : null),
    afterStop(ms, classroom) {
      if (ms >= LONG_STOP_MS && classroom?.due() != null) tell('notice.stopped', { time: minutesText(ms) });
    },
    afterLoss(classroom) {
      const { phase, round, clock } = classroom.publicView(classroom.lastAt);
      const time = clock.endsAt === null ? null : minutesText(clock.endsAt - clock.at);
      if (time === null) tell('notice.lost', { phase });
      else tell('notice.lost-timed', { phase, time });
      return `${phase}, round ${round + 1}${time === null ? '' : `, ${time} before its end`}`;
    },
  };
}

/** ms as minutes and seconds: 1:40. */
function minutesText(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

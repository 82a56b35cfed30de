import { Audience } from '../../../server/audience/audience.ts';
import { type Connection, newConnection } from '../../../server/audience/connection.ts';
import { emptyState } from '../../../server/audience/public-state.ts';
import type { Viewer } from '../../../server/audience/viewer.ts';
import type { ClassRunner } from '../../../server/classes/class-runner.ts';
import type { BoardFrame } from '../../../shared/protocol/views.ts';
import { newRunner, press } from './runner.ts';

/** The other end of a connection, as far as a test plays it. */
export interface FakeEnd {
  readonly connection: Connection;
  /** Bytes that it has not taken in. */
  waiting: number;
  readonly frames: BoardFrame[];
  readonly kinds: string[];
  closed: number | undefined;
}

/** A class and who watches it, on a clock of the test's own. */
export interface FakeAudience {
  readonly runner: ClassRunner;
  readonly audience: Audience;
  /** So many ms pass, and the class makes a step. */
  pass(ms: number): Promise<void>;
  enter(viewer: Viewer): FakeEnd;
  /** Goes on to play by the button. */
  play(): Promise<void>;
}

export function fakeAudience(): FakeAudience {
  let now = 0;
  const runner = newRunner({
    now: () => now,
    report: (sentence) => {
      throw new Error(sentence);
    },
    soon: (work) => work(),
  });
  const audience = new Audience(runner, emptyState(), () => now);
  const pass = async (ms: number): Promise<void> => {
    now += ms;
    audience.step();
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  return {
    runner,
    audience,
    pass,
    enter: (viewer) => enter(audience, viewer, now),
    play: async () => {
      while (runner.latest.publicView(runner.at()).phase !== 'play') {
        await press(runner, { type: 'next' });
        await pass(50);
      }
    },
  };
}

function enter(audience: Audience, viewer: Viewer, now: number): FakeEnd {
  const end: Omit<FakeEnd, 'connection'> = { waiting: 0, frames: [], kinds: [], closed: undefined };
  const wire: Connection['wire'] = {
    send: (kind, message) => {
      end.kinds.push(kind);
      if (kind === 'frame') end.frames.push(message as BoardFrame);
    },
    close: (code) => {
      end.closed = code;
    },
    waiting: () => end.waiting,
  };
  const connection = newConnection(viewer, wire, now);
  const refused = audience.enter(connection);
  if (refused !== undefined) throw new Error(refused.code);
  return Object.assign(end, { connection });
}

import { joinStudent, openDesk, type Page, type Student } from '../server/support/page.ts';
import { possible } from '../server/support/script.ts';
import { pause } from './figures.ts';

/** An answer that has not come by then is lost, ms. */
const LOST_MS = 10_000;
const KEEP_MS = 200;
/** Refusals that no rule of the game gives. */
const SERVERS: ReadonlySet<string> = new Set(['too-fast', 'not-saved', 'broken', 'not-yours']);

export interface Answers {
  /** ms from each tap until its answer. */
  readonly took: readonly number[];
  readonly lost: number;
  readonly refused: number;
}

/** A class in play, with a desk. */
export interface PlayingClass {
  readonly code: string;
  /** Everybody taps once in `everyMs`, for so long. */
  tapFor(ms: number, everyMs: number): Promise<Answers>;
  leave(): void;
}

export async function openPlayingClass(url: string, size: number): Promise<PlayingClass> {
  const { code, desk } = await openDesk(url, 'first-lesson');
  const students: Student[] = [];
  for (let index = 1; index <= size; index++) students.push(await joinStudent(url, code, `Pupil ${index}`));
  await desk.skipTo('play', 1);
  const keeping = keepPlaying(desk);
  return {
    code,
    tapFor: async (ms, everyMs) => {
      const until = performance.now() + ms;
      const each = students.map(({ page }, index) => tapUntil(page, until, everyMs, index / size));
      const all = await Promise.all(each);
      return {
        took: all.flatMap(({ took }) => took),
        lost: all.reduce((sum, { lost }) => sum + lost, 0),
        refused: all.reduce((sum, { refused }) => sum + refused, 0),
      };
    },
    leave: () => {
      clearInterval(keeping);
      for (const page of [desk, ...students.map((student) => student.page)]) page.drop();
    },
  };
}

/** A run that is over is played once more. */
function keepPlaying(desk: Page): ReturnType<typeof setInterval> {
  let pressing = false;
  return setInterval(async () => {
    if (pressing || desk.closed !== undefined || desk.state.phase === 'play') return;
    pressing = true;
    await desk.instruct({ type: 'back' }).catch(() => undefined);
    pressing = false;
  }, KEEP_MS);
}

/** Whatever can be tapped, else something that the class has to refuse: that is an answer, too. */
async function tapUntil(page: Page, until: number, everyMs: number, phase: number): Promise<Answers> {
  const took: number[] = [];
  let [lost, refused] = [0, 0];
  await pause(phase * everyMs);
  while (performance.now() < until) {
    const from = performance.now();
    if (page.state.phase !== 'play') {
      await pause(KEEP_MS);
      continue;
    }
    const deed = { type: 'act', action: possible(page)?.action ?? { type: 'dance' } } as const;
    const answer = await Promise.race([page.act(deed).catch(() => undefined), pause(LOST_MS)]);
    if (answer === undefined) lost += 1;
    else took.push(performance.now() - from);
    if (answer !== undefined && !answer.ok && SERVERS.has(answer.refusal.code)) refused += 1;
    await pause(Math.max(0, everyMs - (performance.now() - from)));
  }
  return { took, lost, refused };
}

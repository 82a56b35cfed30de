import '../../../client/ui/base.css';
import '../../../client/board/board.css';
import { Board } from '../../../client/board/board.tsx';
import { showPage } from '../../../client/ui/show-page.tsx';
import type { PublicView } from '../../../shared/protocol/public-view.ts';
import type { Phase } from '../../../shared/protocol/views.ts';
import { stagedSession } from './session.ts';
import { type StreamPlan, streamOf } from './stream.ts';
import { rosterOf, viewOf } from './views.ts';

const session = stagedSession();
const small = new URLSearchParams(location.search).has('small');
/** The page's clock (ms): held where a test put it, or going on from there. */
const clock: { held: number | undefined; offset: number } = { held: 0, offset: 0 };
const local = (): number => clock.held ?? performance.now() + clock.offset;
let stream: ReturnType<typeof streamOf> | undefined;
let shown = 0;

/** What a test may do with the board on this page. */
const stage = {
  phase(phase: Phase, joined: number, more: Partial<PublicView> = {}) {
    const architecture = stream?.scene.architecture ?? 'client-server';
    const view = { ...viewOf(phase, architecture, joined), ...more };
    session.roster.value = rosterOf(joined);
    session.clock.value = { clock: view.clock, arrived: performance.now() };
    session.view.value = view;
  },
  begin(plan: StreamPlan) {
    stream = streamOf(plan);
    shown = 0;
    session.sendScene(stream.scene);
  },
  /** Goes to this second of the run at once, and holds the page's clock there. */
  playTo(second: number) {
    for (const frame of stream?.frames(shown, second) ?? []) {
      clock.held = frame.t / 1_000;
      session.sendFrame(frame);
    }
    shown = second;
    clock.held = second * 1_000 + 100;
  },
  /** Holds the page's clock this many ms later; no frames come meanwhile. */
  wait(ms: number) {
    clock.held = local() + ms;
  },
  /** Lets the clock and the run go on from where they are. */
  run() {
    goOn();
    window.setInterval(() => {
      const second = (local() - 100) / 1_000;
      for (const frame of stream?.frames(shown, second) ?? []) session.sendFrame(frame);
      shown = second;
    }, 50);
  },
  session,
};

function goOn(): void {
  clock.offset = local() - performance.now();
  clock.held = undefined;
}

export type Stage = typeof stage;
declare global {
  interface Window {
    stage: Stage;
  }
}
window.stage = stage;
showPage(<Board session={session} local={local} small={small} />);

import type { Page } from 'playwright-core';
import type { BoardFrame } from '../../shared/protocol/views.ts';
import type { Stage } from '../support/board/main.tsx';
import type { StreamPlan } from '../support/board/stream.ts';

export type Staged = typeof globalThis & { readonly stage: Stage };

export const STAR: StreamPlan = { layout: 'star', nodes: 12, bots: 2, rate: 1.2 };

/** Plays a run up to this second, and waits until it is drawn. */
export async function play(page: Page, plan: StreamPlan, second: number): Promise<void> {
  await page.evaluate(
    ([run, to]) => {
      const { stage } = globalThis as Staged;
      stage.begin(run);
      stage.phase('play', run.nodes - 1);
      stage.playTo(to);
    },
    [plan, second] as const,
  );
  await page.waitForSelector('.canvas canvas');
  await drawn(page);
}

/** Waits until the picture has been drawn several times since now. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        let frames = 30;
        const next = (): void => {
          frames -= 1;
          if (frames === 0) resolve();
          else requestAnimationFrame(next);
        };
        next();
      }),
  );
}

/** The picture as it is on the screen. */
export async function look(page: Page): Promise<string> {
  await drawn(page);
  return (await page.locator('.network').screenshot()).toString('base64');
}

/** One message from a client to the server, under way from 0 to 9 s; the page's clock stands at 1 s. */
export async function sendOneMessage(page: Page): Promise<void> {
  await play(page, STAR, 0);
  await page.evaluate(
    (frame) => {
      const { stage } = globalThis as Staged;
      stage.session.sendFrame(frame);
      stage.wait(1_000);
      stage.session.sendFrame({ ...frame, t: 1e6, departures: [] });
    },
    { ...frameOf(0), departures: [[1, 1, 0, 0, 0, 9e6]] } satisfies BoardFrame,
  );
}

export function frameOf(second: number): BoardFrame {
  const nothing = { nodes: [], departures: [], mishaps: [], lines: [], finished: [], allDone: false };
  return { runId: 'star-12', t: second * 1e6, ...nothing };
}

export function canvasSize(page: Page): Promise<{ readonly width: number; readonly height: number }> {
  return page.evaluate(() => {
    const { width, height } = document.querySelector('.canvas canvas') as HTMLCanvasElement;
    return { width, height };
  });
}

import type { RequestHandler } from 'express';
import type { Page } from 'playwright-core';
import { streamOf } from '../support/board/stream.ts';
import type { Scene, Stage } from '../support/stage/class.ts';
import { SCENES } from '../support/stage/scenes.ts';

export const CODE = SCENES.lobby.view.code;
const network = streamOf({ layout: 'star', nodes: 12, bots: 2 });
/** A run with something to draw. */
export const PLAY: Scene = {
  ...SCENES['play-client'],
  network: network.scene,
  frame: network.frames(0, 1).at(-1) as never,
};
/** What the browser of a student and of an instructor kept. */
export const KEPT = {
  [`hub-and-mesh.seat.${CODE}`]: { code: CODE, seat: 'seat-0', token: 'staged', name: 'Ana' },
  [`hub-and-mesh.desk.${CODE}`]: { code: CODE, key: 'staged', title: 'Release day' },
};

/** What draws the board, and what draws it and a student's picture. */
export const [PICTURE, STAGE] = [/assets\/picture-(?!place)/, /assets\/stage-/];
/** As a proxy answers while the server behind it starts. */
export const unavailable: RequestHandler = (_, response) => void response.sendStatus(503);
/** Ends the connection without an answer, as a network does that drops it. Browsers ask again by themselves a few times. */
export const cut: RequestHandler = (request) => void request.socket.destroy();
export const notFound: RequestHandler = (_, response) => void response.sendStatus(404);
export const unreadable: RequestHandler = (_, response) =>
  void response.type('text/javascript').send('a browser of another time');
export const FOR_EVER = Number.POSITIVE_INFINITY;

export interface Withheld {
  /** How often it was asked for. */
  count: number;
  /** From now on it is given out. */
  give(): void;
}

/** From now on, the stage answers in this way what is asked for with such a path: so often, or until it is given out. */
export function withholdOn(stage: Stage, path: RegExp, times: number, answer: RequestHandler): Withheld {
  const withheld = { count: 0, give: () => stage.serve(undefined) };
  stage.serve((request, response, next) => {
    if (!path.test(request.path) || withheld.count++ >= times) next();
    else answer(request, response, next);
  });
  return withheld;
}

/** Counts how often a page begins at this path, from now on. */
export function loadsOf(page: Page, path: string): { readonly count: () => number } {
  let count = 0;
  page.on('request', (request) => {
    if (request.isNavigationRequest() && new URL(request.url()).pathname === path) count++;
  });
  return { count: () => count };
}

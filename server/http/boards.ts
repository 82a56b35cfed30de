import { type Request, Router } from 'express';
import type { BoardsAnswer } from '../../shared/protocol/messages.ts';
import type { Refused } from '../classes/class-registry.ts';
import { DESK } from '../classes/credentials.ts';
import type { Entered } from '../classes/entrance.ts';
import { keyIn } from '../classes/shown.ts';
import { refusal } from '../refusals.ts';
import { answering } from './answers.ts';

/** The boards that are connected to the classes of this server. */
export interface Boards {
  readonly boards: (code: string) => BoardsAnswer['boards'];
  /** @returns whether there was such a board */
  readonly removeBoard: (code: string, id: string) => boolean;
}

export interface BoardParts {
  readonly boards: Boards;
  readonly enter: (request: Request) => Promise<Entered | Refused>;
}

/** What the desk sees and does about boards; under `/api/classes`. */
export function boardRoutes({ boards: { boards, removeBoard }, enter }: BoardParts): Router {
  const router = Router();
  const atDesk = (work: (code: string, request: Request) => BoardsAnswer | Refused) =>
    answering(async (request) => {
      const entered = await enter(request);
      if ('refusal' in entered) return entered;
      const { code, credentials } = entered.runner;
      return credentials.holds(DESK, keyIn(request)) ? work(code, request) : { refusal: refusal('wrong-key') };
    });
  router.get(
    '/:code/boards',
    atDesk((code) => ({ boards: boards(code) })),
  );
  router.post(
    '/:code/boards/:id/remove',
    atDesk((code, request) => {
      // A board that has already left needs no removing.
      removeBoard(code, String(request.params['id']));
      return { boards: boards(code) };
    }),
  );
  return router;
}

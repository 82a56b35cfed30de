import { ErrorCode, matchMaker, ServerError } from '@colyseus/core';
import { json, type Request, type Response, Router } from 'express';
import { readCode } from '../../shared/class/codes/read.ts';
import { readClaim } from '../../shared/protocol/claim.ts';
import { pageAttemptFormat } from '../../shared/protocol/messages.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import type { Entrance, Shown } from '../classes/entrance.ts';
import { shownBy } from '../classes/shown.ts';
import { addressOf } from '../limits/limits.ts';
import { refusal, refusalNamed, statusOf } from '../refusals.ts';
import type { JoinOptions } from './room.ts';

const MOST_BYTES = 1_024;

/**
 * How a page asks for a live connection: `POST /matchmake/joinById/CODE` with the claim as bearer token, so that it stands in no address. The
 * answer is a place, kept for a few seconds, whose name alone goes into the WebSocket's address. Of all that Colyseus would allow there,
 * only joining a class that there is.
 */
export function matchmaking(entrance: Entrance): Router {
  const router = Router();
  router.post('/joinById/:code', json({ limit: MOST_BYTES }), async (request, response) => {
    // A page that lost its connection asks here first, and must not do so by one that was lost as well.
    response.set('Connection', 'close');
    const claim = claimIn(request);
    const code = readCode(String(request.params['code'])) ?? '';
    const shows = shownWith(claim, request);
    // The class's room is there once the class is.
    const entered = await entrance.enter({ code, address: addressOf(request), shows }, 'connecting');
    if ('refusal' in entered) return deny(response, entered.refusal);
    const options: JoinOptions = { code, from: pageAttemptFormat.safeParse(request.body).data };
    try {
      response.json(await matchMaker.joinById(code, options, { token: claim, headers: new Headers(), ip: request.ip }));
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      const unknown = error.code === ErrorCode.MATCHMAKE_INVALID_ROOM_ID;
      deny(response, refusalNamed(error.message) ?? refusal(unknown ? 'unknown-class' : 'not-yours'));
    }
  });
  return router;
}

/** The claim comes as bearer token: it is none of the desk's keys as they are. */
function shownWith(text: string, request: Request): Shown {
  const claim = readClaim(text);
  return {
    ...shownBy(request),
    desk: claim?.kind === 'desk' ? claim.key : undefined,
    seat: claim?.kind === 'seat' ? claim.token : undefined,
    board: claim?.kind === 'board' ? claim.secret : undefined,
  };
}

function claimIn({ headers: { authorization = '' } }: Request): string {
  return authorization.replace(/^Bearer /, '');
}

/** With HTTP's own number for it: Colyseus' numbers are those of proxies that have lost their server, and pages in between show as much. */
function deny(response: Response, why: Refusal): void {
  response.status(statusOf(why)).json({ ok: false, refusal: why, message: why.code });
}

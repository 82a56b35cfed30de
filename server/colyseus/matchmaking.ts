import { ErrorCode, matchMaker, ServerError } from '@colyseus/core';
import { json, type Request, type Response, Router } from 'express';
import { readCode } from '../../shared/class/codes/read.ts';
import { pageAttemptFormat } from '../../shared/protocol/messages.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import type { ClassRegistry } from '../classes/class-registry.ts';
import { addressOf, type Limits } from '../limits/limits.ts';
import { refusal, refusalNamed, statusOf } from '../refusals.ts';
import type { JoinOptions } from './room.ts';

const MOST_BYTES = 1_024;

/**
 * How a page asks for a live connection: `POST /matchmake/joinById/CODE` with the claim as bearer token, so that it stands in no address. The
 * answer is a place, kept for a few seconds, whose name alone goes into the WebSocket's address. Of all that Colyseus would allow there,
 * only joining a class that there is.
 */
export function matchmaking(limits: Limits, registry: ClassRegistry): Router {
  const router = Router();
  router.post('/joinById/:code', json({ limit: MOST_BYTES }), async (request, response) => {
    // A page that lost its connection asks here first, and must not do so by one that was lost as well.
    response.set('Connection', 'close');
    const claim = claimIn(request);
    if (!limits.connecting.allows(addressOf(request)) || (claim !== 'board:' && !limits.claim.allows(claim))) {
      return deny(response, refusal('too-fast'));
    }
    const code = readCode(String(request.params['code'])) ?? '';
    // The class's room is there once the class is.
    const found = await registry.find(code);
    if ('refusal' in found) return deny(response, found.refusal);
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

function claimIn({ headers: { authorization = '' } }: Request): string {
  return authorization.replace(/^Bearer /, '');
}

/** With HTTP's own number for it: Colyseus' numbers are those of proxies that have lost their server, and pages in between show as much. */
function deny(response: Response, why: Refusal): void {
  response.status(statusOf(why)).json({ ok: false, refusal: why, message: why.code });
}

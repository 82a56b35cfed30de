import { ErrorCode, matchMaker, ServerError } from '@colyseus/core';
import { json, type Request, type Response, Router } from 'express';
import type { Refusal } from '../../shared/sim/index.ts';
import type { ClassRegistry } from '../classes/class-registry.ts';
import { readCode } from '../identity/codes.ts';
import { addressOf, type Limits } from '../limits/limits.ts';
import { type RefusalCode, refusal, statusOf } from '../refusals.ts';

const MOST_BYTES = 1_024;

/**
 * How the SDK asks for a live connection: `POST /matchmake/joinById/CODE` with the claim as bearer token. Of all that Colyseus would
 * allow there, only joining a class that there is; what the body says is not looked at. The SDK takes HTTP's number for Colyseus'.
 */
export function matchmaking(limits: Limits, registry: ClassRegistry): Router {
  const router = Router();
  router.post('/joinById/:code', json({ limit: MOST_BYTES }), async (request, response) => {
    const claim = claimIn(request);
    if (!limits.connecting.allows(addressOf(request)) || (claim !== 'board:' && !limits.claim.allows(claim))) {
      return deny(response, 429, 'too-fast');
    }
    const code = readCode(String(request.params['code'])) ?? '';
    // The class's room is there once the class is.
    const found = await registry.find(code);
    if ('refusal' in found && found.refusal.code !== 'unknown-class')
      return denyBy(response, found.refusal, statusOf(found.refusal));
    try {
      response.json(
        await matchMaker.joinById(code, { code }, { token: claim, headers: new Headers(), ip: request.ip }),
      );
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      const unknown = error.code === ErrorCode.MATCHMAKE_INVALID_ROOM_ID;
      deny(response, error.code, unknown ? 'unknown-class' : 'not-yours');
    }
  });
  return router;
}

function claimIn({ headers: { authorization = '' } }: Request): string {
  return authorization.replace(/^Bearer /, '');
}

function deny(response: Response, status: number, code: RefusalCode): void {
  denyBy(response, refusal(code), status);
}

function denyBy(response: Response, why: Refusal, status: number): void {
  response.status(status).json({ ok: false, refusal: why, message: why.code });
}

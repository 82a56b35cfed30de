import { type Claim, claimText } from '../../shared/protocol/claim.ts';
import type { PageAttempt } from '../../shared/protocol/messages.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import type { Reservation } from './contract.ts';
import { type Answer, ask, refusalFor } from './request.ts';

/**
 * After an outage the connections that the browser keeps may be dead, without its knowing. For requests without cookies it uses none that
 * it has kept from loading the page: that is tried first, and not for long. The second try has time for a slow server, and the
 * cookies that some proxies want to see.
 */
const RESERVE_TRIES = [
  { credentials: 'omit', patienceMs: 2_500 },
  { credentials: 'same-origin', patienceMs: 7_500 },
] as const;

/** Asks for a live connection to a class. */
export async function reservePlace(
  code: string,
  claim: Claim,
  from: PageAttempt,
  signal: AbortSignal,
): Promise<Answer<Reservation>> {
  const path = `/matchmake/joinById/${encodeURIComponent(code)}`;
  let answer: Answer<Reservation> = { ok: false, refusal: refusalFor('silent') };
  for (const how of RESERVE_TRIES) {
    answer = await ask(path, { body: from, secret: claimText(claim), ...how, signal });
    if (answer.ok || signal.aborted || !isOwn(answer.refusal)) break;
  }
  return answer;
}

/** Refusals that do not come from the server, which may not even have been asked. */
function isOwn({ code }: Refusal): boolean {
  return code === 'silent' || code === 'unreachable' || code === 'unreadable';
}

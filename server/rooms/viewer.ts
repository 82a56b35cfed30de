import type { Claim } from '../../shared/protocol/claim.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { readToken } from '../identity/tokens.ts';
import { refusal } from '../refusals.ts';
import { DESK } from './grants.ts';
import type { LiveClass } from './live-class.ts';

/** Who a connection is, for as long as it lasts: found out once from its claim. */
export type Viewer =
  | { readonly kind: 'seat'; readonly seat: string }
  | { readonly kind: 'desk' }
  | { readonly kind: 'board' };

/** Whom the claim makes its bearer in this class. */
export function viewerOf(live: LiveClass, claim: Claim): Viewer | { readonly refusal: Refusal } {
  switch (claim.kind) {
    case 'board':
      return { kind: 'board' };
    case 'desk':
      return live.grants.holds(DESK, claim.key) ? { kind: 'desk' } : { refusal: refusal('wrong-key') };
    case 'seat':
      return studentOf(live, claim.token);
  }
}

function studentOf(live: LiveClass, text: string): Viewer | { readonly refusal: Refusal } {
  const token = readToken(text);
  if (token === undefined || !live.grants.holds(token.seat, token.secret)) return { refusal: refusal('not-yours') };
  if (live.room.wasKicked(token.seat)) return { refusal: refusal('kicked') };
  return live.room.hasSeat(token.seat) ? { kind: 'seat', seat: token.seat } : { refusal: refusal('not-yours') };
}

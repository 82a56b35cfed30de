import type { Claim } from '../../shared/protocol/claim.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import type { ClassRunner } from '../classes/class-runner.ts';
import { DESK } from '../classes/credentials.ts';
import { fits, hashOf } from '../identity/secrets.ts';
import { readToken } from '../identity/tokens.ts';
import { refusal } from '../refusals.ts';

/** Who a connection belongs to: resolved once from its claim, and fixed for as long as it lasts. */
export type Viewer =
  /** `tenure`: how often the seat had moved to another device when its claim was read. */
  | { readonly kind: 'seat'; readonly seat: string; readonly tenure: number }
  | { readonly kind: 'desk' }
  /** `opened`: by a desk; it has shown the secret of the desk's link. */
  | { readonly kind: 'board'; readonly opened?: true };

/** Resolves a claim to a viewer of this class, as it is kept. */
export async function viewerOf(runner: ClassRunner, claim: Claim): Promise<Viewer | { readonly refusal: Refusal }> {
  switch (claim.kind) {
    case 'board': {
      const isOpened = claim.secret !== undefined && fits(claim.secret, hashOf(runner.secrets.board));
      return isOpened ? { kind: 'board', opened: true } : { kind: 'board' };
    }
    case 'desk':
      return runner.credentials.holds(DESK, claim.key) ? { kind: 'desk' } : { refusal: refusal('wrong-key') };
    case 'seat':
      return studentOf(runner, claim.token);
  }
}

async function studentOf(runner: ClassRunner, text: string): Promise<Viewer | { readonly refusal: Refusal }> {
  const token = readToken(text);
  if (token === undefined) return { refusal: refusal('not-yours') };
  const { seat, secret } = token;
  const { credentials } = runner;
  if (!credentials.holds(seat, secret)) {
    return { refusal: refusal(credentials.held(seat, secret) ? 'seat-moved' : 'not-yours') };
  }
  const tenure = credentials.tenure(seat);
  return runner.read((classroom) => {
    if (classroom.wasKicked(seat)) return { refusal: refusal('kicked') };
    return classroom.hasSeat(seat) ? { kind: 'seat', seat, tenure } : { refusal: refusal('not-yours') };
  });
}

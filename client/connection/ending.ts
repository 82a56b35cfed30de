import type { Claim } from '../../shared/protocol/claim.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { refusalFor } from './request.ts';

/** How an attempt ended. `dropped`: it had been connected; `cut`: the server did not close it. */
export type Ending =
  | { readonly how: 'unreachable' | 'silent' | 'unreadable' | 'late' | 'blocked' }
  | { readonly how: 'refused'; readonly refusal: Refusal }
  | { readonly how: 'dropped'; readonly cut: boolean }
  /** No further attempt makes sense. */
  | { readonly how: 'over'; readonly refusal: Refusal }
  | { readonly how: 'given-up' };

/** Refusals that another attempt would get again. */
const FOR_GOOD: ReadonlySet<string> = new Set([
  'unknown-class',
  'not-yours',
  'wrong-key',
  'kicked',
  'seat-moved',
  'ended',
  'other-tab',
]);

/** How a refusal ends an attempt, be it the server's or the page's own. */
export function endingOf(refusal: Refusal, { kind }: Claim): Ending {
  const { code } = refusal;
  if (code === 'unreachable' || code === 'silent' || code === 'unreadable') return { how: code };
  if (!FOR_GOOD.has(code)) return { how: 'refused', refusal };
  const words = code === 'not-yours' ? { code, said: { key: `refusal.not-yours.${kind}` } } : refusal;
  return { how: 'over', refusal: words };
}

/** What a close code says about reconnecting. Most say nothing, and the page reconnects. */
export function goodbyeOf(code: number): Refusal | undefined {
  switch (code) {
    case CLOSE.replaced:
      return refusalFor('other-tab');
    case CLOSE.kicked:
      return refusalFor('kicked');
    case CLOSE.removed:
      return refusalFor('not-yours');
    case CLOSE.boardRemoved:
      return refusalFor('board-removed');
    case CLOSE.moved:
      return refusalFor('seat-moved');
    case CLOSE.over:
      return refusalFor('class-over');
    default:
      return undefined;
  }
}

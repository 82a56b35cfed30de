import { CLOSE } from '../../shared/protocol/close.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import type { ClassRunner } from '../classes/class-runner.ts';
import { refusal } from '../refusals.ts';
import type { Viewer } from './viewer.ts';

/** Why a viewer may not see the class any more, and the code to close with; undefined as long as it may. */
export function goneFrom(
  viewer: Viewer,
  { kept, credentials }: Pick<ClassRunner, 'kept' | 'credentials'>,
): { readonly why: Refusal; readonly code: number } | undefined {
  if (viewer.kind !== 'seat') return undefined;
  // Whether a seat is there is known once the class is kept, and asked again then.
  if (kept?.wasKicked(viewer.seat) === true) return { why: refusal('kicked'), code: CLOSE.kicked };
  if (kept?.hasSeat(viewer.seat) === false) return { why: refusal('not-yours'), code: CLOSE.removed };
  if (credentials.tenure(viewer.seat) === viewer.tenure) return undefined;
  return { why: refusal('seat-moved'), code: CLOSE.moved };
}

import { CLOSE } from '../../shared/protocol/close.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import type { ClassRunner } from '../classes/class-runner.ts';
import { refusal } from '../refusals.ts';
import type { Viewer } from './viewer.ts';

/** Why a viewer may no longer see the class, with the code to close with; undefined while it may. */
export function goneFrom(
  viewer: Viewer,
  { kept, credentials }: Pick<ClassRunner, 'kept' | 'credentials'>,
): { readonly why: Refusal; readonly code: number } | undefined {
  if (viewer.kind !== 'seat') return undefined;
  // Only the kept class says whether a seat exists; it is asked again after the commit.
  if (kept?.wasKicked(viewer.seat) === true) return { why: refusal('kicked'), code: CLOSE.kicked };
  if (kept?.hasSeat(viewer.seat) === false) return { why: refusal('not-yours'), code: CLOSE.removed };
  if (credentials.tenure(viewer.seat) === viewer.tenure) return undefined;
  return { why: refusal('seat-moved'), code: CLOSE.moved };
}

import type { SeatView } from '../class/views.ts';
import type { PlayerView } from '../services/contract.ts';

/** What has changed in a private view since the last message about it: whole fields, of the view and of what is played in it. */
export interface SeatPart {
  readonly view: Partial<Omit<SeatView, 'play'>>;
  readonly play: Partial<PlayerView>;
}

/** The view with what has changed. */
export function withPart(before: SeatView, { view, play }: SeatPart): SeatView {
  return { ...before, ...view, play: before.play === null ? null : { ...before.play, ...play } };
}

import type { PublicView } from '../../shared/protocol/public-view.ts';
import type { SeatView } from '../../shared/protocol/views.ts';
import type { Session } from '../connection/index.ts';
import type { Voice } from '../words/index.ts';

/** The props of every phase's page. */
export interface PhaseProps {
  readonly session: Session;
  readonly view: PublicView;
  readonly seat: SeatView;
  readonly voice: Voice;
}

import type { PublicView, SeatView } from '../../shared/class/views.ts';
import type { Session } from '../connection/index.ts';
import type { Voice } from '../words/index.ts';
import { BriefPage } from './brief.tsx';
import { ComparePage } from './compare.tsx';
import { EndPage } from './end.tsx';
import { LobbyPage } from './lobby.tsx';
import { PlayPage } from './play.tsx';
import { PredictPage } from './predict.tsx';
import { RevealPage } from './reveal.tsx';

/** What every phase's page is drawn from. */
export interface PhaseProps {
  readonly session: Session;
  readonly view: PublicView;
  readonly seat: SeatView;
  readonly voice: Voice;
}

/** The page of the phase that the class is in. */
export function PhasePage(props: PhaseProps & { readonly onLeave: () => void }) {
  switch (props.view.phase) {
    case 'lobby':
      return <LobbyPage {...props} />;
    case 'brief':
      return <BriefPage {...props} />;
    case 'predict':
      return <PredictPage key={props.view.round} {...props} />;
    case 'play':
      return <PlayPage {...props} />;
    case 'reveal':
      return <RevealPage {...props} />;
    case 'compare':
      return <ComparePage {...props} />;
    case 'end':
      return <EndPage {...props} />;
  }
}

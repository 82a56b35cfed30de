import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PublicView, SeatView } from '../../shared/class/views.ts';
import type { Session } from '../connection/index.ts';
import type { Voice } from '../words/index.ts';
import type { AfterPage } from './after.tsx';
import { BriefPage } from './brief.tsx';
import { LobbyPage } from './lobby.tsx';
import { PlayPage } from './play.tsx';
import { PredictPage } from './predict.tsx';

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
    case 'compare':
    case 'end':
      return <After {...props} />;
  }
}

const afterPage = signal<typeof AfterPage | null>(null);

/** Fetches the pages that come after a run, once. */
export async function loadAfter(): Promise<void> {
  if (afterPage.peek() !== null) return;
  const loaded = await import('./after.tsx');
  afterPage.value = loaded.AfterPage;
}

function After(props: PhaseProps) {
  useEffect(() => void loadAfter(), []);
  const Page = afterPage.value;
  return Page === null ? <main /> : <Page {...props} />;
}

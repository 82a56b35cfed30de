import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { AfterPage } from './after.tsx';
import { BriefPage } from './brief.tsx';
import { LobbyPage } from './lobby.tsx';
import type { PhaseProps } from './phase-props.ts';
import { PlayPage } from './play.tsx';
import { PredictPage } from './predict.tsx';

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

/** Loads the pages after a run, once. */
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

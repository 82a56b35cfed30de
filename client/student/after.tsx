import { BECAUSE_WORDS } from '../../shared/measures/words.ts';
import { EN_EVIDENCE } from '../words/en/evidence.ts';
import { addWords } from '../words/index.ts';
import { ComparePage } from './compare.tsx';
import { EndPage } from './end.tsx';
import type { PhaseProps } from './phase-props.ts';
import { RevealPage } from './reveal.tsx';

addWords(EN_EVIDENCE);
addWords(BECAUSE_WORDS);

/** The pages after a run, loaded separately while the others are in use, so that play need not wait for them. */
export function AfterPage(props: PhaseProps) {
  switch (props.view.phase) {
    case 'compare':
      return <ComparePage {...props} />;
    case 'end':
      return <EndPage {...props} />;
    default:
      return <RevealPage {...props} />;
  }
}

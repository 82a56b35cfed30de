import { Podium } from '../ui/podium.tsx';
import { text } from '../words/index.ts';
import type { PhaseProps } from './phase-props.ts';
import { Praise } from './reveal.tsx';

/** The class's several kinds of good, and mine. */
export function EndPage({ view, seat, voice }: PhaseProps) {
  return (
    <main class="end">
      <h2>{text('end.title')}</h2>
      <Praise seat={seat} voice={voice} title="end.mine" />
      {view.result === null ? null : <Podium podium={view.result.podium} voice={voice} />}
      <p class="wait">{text('end.thanks')}</p>
    </main>
  );
}

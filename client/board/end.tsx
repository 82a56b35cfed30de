import type { PublicView } from '../../shared/class/views.ts';
import { Podium } from '../ui/podium.tsx';
import { text, type Voice } from '../words/index.ts';

/** Several kinds of good, and no last place. */
export function End({ view, voice }: { readonly view: PublicView; readonly voice: Voice }) {
  return (
    <main class="end">
      <h2>{text('board.end.title')}</h2>
      {view.result === null ? null : <Podium podium={view.result.podium} voice={voice} />}
      <p>{text('board.end.thanks')}</p>
    </main>
  );
}

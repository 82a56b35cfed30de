import type { PublicView } from '../../shared/protocol/public-view.ts';
import { Podium } from '../ui/podium.tsx';
import { RunSummary } from '../ui/result.tsx';
import { text, type Voice } from '../words/index.ts';

/** What the class reached in its last round, against par; then several kinds of good, and no last place. */
export function End({ view, voice }: { readonly view: PublicView; readonly voice: Voice }) {
  const { result } = view;
  return (
    <main class="end">
      <h2>{text('board.end.title')}</h2>
      {result === null ? null : (
        <>
          <div class="runs">
            {result.runs.map((run) => (
              <RunSummary key={run.architecture} run={run} />
            ))}
          </div>
          <Podium podium={result.podium} voice={voice} />
        </>
      )}
      <p>{text('board.end.thanks')}</p>
    </main>
  );
}
